BEGIN TRANSACTION;
CREATE TABLE claims (
	user_id VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	PRIMARY KEY (user_id, "key"), 
	FOREIGN KEY(user_id) REFERENCES users (id)
);
INSERT INTO "claims" VALUES('me','notice:t_2');
INSERT INTO "claims" VALUES('you/../me','notice:t_2');
CREATE TABLE dialogues (
	user_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	saved INTEGER NOT NULL, 
	body JSON NOT NULL, 
	PRIMARY KEY (user_id, id), 
	FOREIGN KEY(user_id) REFERENCES users (id)
);
INSERT INTO "dialogues" VALUES('me','c_2',1,'{"conversation_id": "c_2", "user_id": "me", "channel": "web", "language": "he", "task": {"id": "t_1", "user_id": "me", "conversation_id": "c_1", "channel": "web", "language": "he", "type": "phone_call", "created_at": 1.5, "call_language": "en", "status": "confirmed", "slots": {"callee": {"value": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "said": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "source": "practice_book"}, "goal": {"value": "a\nb", "said": "a", "source": "user"}}, "plan_version": 3, "code": "0042", "proposed_at": null, "confirmed_at": null, "attempt": 0, "cancel_requested": false, "ordered_at": null, "call_sid": null, "call_seq": 0, "recording": false, "outcome": null, "others": [], "strategy": null, "compare": null, "calls": []}, "asked": "goal 0", "offered": null, "declined": [], "shown": {}, "learned": null, "changes": [], "differs": null, "started": []}');
INSERT INTO "dialogues" VALUES('me','c_1',2,'{"conversation_id": "c_1", "user_id": "me", "channel": "web", "language": "he", "task": {"id": "t_1", "user_id": "me", "conversation_id": "c_1", "channel": "web", "language": "he", "type": "phone_call", "created_at": 1.5, "call_language": "en", "status": "confirmed", "slots": {"callee": {"value": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "said": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "source": "practice_book"}, "goal": {"value": "a\nb", "said": "a", "source": "user"}}, "plan_version": 3, "code": "0042", "proposed_at": null, "confirmed_at": null, "attempt": 0, "cancel_requested": false, "ordered_at": null, "call_sid": null, "call_seq": 0, "recording": false, "outcome": null, "others": [], "strategy": null, "compare": null, "calls": []}, "asked": "goal 1", "offered": null, "declined": [], "shown": {}, "learned": null, "changes": [], "differs": null, "started": []}');
INSERT INTO "dialogues" VALUES('me','c_3',3,'{"conversation_id": "c_3", "user_id": "me", "channel": "web", "language": "he", "task": {"id": "t_1", "user_id": "me", "conversation_id": "c_1", "channel": "web", "language": "he", "type": "phone_call", "created_at": 1.5, "call_language": "en", "status": "confirmed", "slots": {"callee": {"value": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "said": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "source": "practice_book"}, "goal": {"value": "a\nb", "said": "a", "source": "user"}}, "plan_version": 3, "code": "0042", "proposed_at": null, "confirmed_at": null, "attempt": 0, "cancel_requested": false, "ordered_at": null, "call_sid": null, "call_seq": 0, "recording": false, "outcome": null, "others": [], "strategy": null, "compare": null, "calls": []}, "asked": "goal 2", "offered": null, "declined": [], "shown": {}, "learned": null, "changes": [], "differs": null, "started": []}');
INSERT INTO "dialogues" VALUES('you/../me','c_2',1,'{"conversation_id": "c_2", "user_id": "you/../me", "channel": "web", "language": "he", "task": {"id": "t_1", "user_id": "me", "conversation_id": "c_1", "channel": "web", "language": "he", "type": "phone_call", "created_at": 1.5, "call_language": "en", "status": "confirmed", "slots": {"callee": {"value": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "said": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "source": "practice_book"}, "goal": {"value": "a\nb", "said": "a", "source": "user"}}, "plan_version": 3, "code": "0042", "proposed_at": null, "confirmed_at": null, "attempt": 0, "cancel_requested": false, "ordered_at": null, "call_sid": null, "call_seq": 0, "recording": false, "outcome": null, "others": [], "strategy": null, "compare": null, "calls": []}, "asked": "goal 0", "offered": null, "declined": [], "shown": {}, "learned": null, "changes": [], "differs": null, "started": []}');
INSERT INTO "dialogues" VALUES('you/../me','c_1',2,'{"conversation_id": "c_1", "user_id": "you/../me", "channel": "web", "language": "he", "task": {"id": "t_1", "user_id": "me", "conversation_id": "c_1", "channel": "web", "language": "he", "type": "phone_call", "created_at": 1.5, "call_language": "en", "status": "confirmed", "slots": {"callee": {"value": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "said": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "source": "practice_book"}, "goal": {"value": "a\nb", "said": "a", "source": "user"}}, "plan_version": 3, "code": "0042", "proposed_at": null, "confirmed_at": null, "attempt": 0, "cancel_requested": false, "ordered_at": null, "call_sid": null, "call_seq": 0, "recording": false, "outcome": null, "others": [], "strategy": null, "compare": null, "calls": []}, "asked": "goal 1", "offered": null, "declined": [], "shown": {}, "learned": null, "changes": [], "differs": null, "started": []}');
INSERT INTO "dialogues" VALUES('you/../me','c_3',3,'{"conversation_id": "c_3", "user_id": "you/../me", "channel": "web", "language": "he", "task": {"id": "t_1", "user_id": "me", "conversation_id": "c_1", "channel": "web", "language": "he", "type": "phone_call", "created_at": 1.5, "call_language": "en", "status": "confirmed", "slots": {"callee": {"value": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "said": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "source": "practice_book"}, "goal": {"value": "a\nb", "said": "a", "source": "user"}}, "plan_version": 3, "code": "0042", "proposed_at": null, "confirmed_at": null, "attempt": 0, "cancel_requested": false, "ordered_at": null, "call_sid": null, "call_seq": 0, "recording": false, "outcome": null, "others": [], "strategy": null, "compare": null, "calls": []}, "asked": "goal 2", "offered": null, "declined": [], "shown": {}, "learned": null, "changes": [], "differs": null, "started": []}');
CREATE TABLE engine_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT engine_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "engine_version" VALUES('0001');
CREATE TABLE facts (
	user_id VARCHAR NOT NULL, 
	section VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	conversation_id VARCHAR, 
	task_id VARCHAR, 
	turn INTEGER, 
	PRIMARY KEY (user_id, section, "key"), 
	FOREIGN KEY(user_id) REFERENCES users (id)
);
INSERT INTO "facts" VALUES('me','contacts','רותם / מספרה','+972361234 58','user','2026-11-22 18:30:05.250000','c_1',NULL,3);
INSERT INTO "facts" VALUES('me','profile','name','Dana','call','2026-11-22 18:30:05.250000',NULL,'t_1',2);
INSERT INTO "facts" VALUES('you/../me','contacts','רותם / מספרה','+972361234 58','user','2026-11-22 18:30:05.250000','c_1',NULL,3);
INSERT INTO "facts" VALUES('you/../me','profile','name','Dana','call','2026-11-22 18:30:05.250000',NULL,'t_1',2);
CREATE TABLE journal (
	user_id VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	ts DATETIME NOT NULL, 
	type VARCHAR NOT NULL, 
	conversation_id VARCHAR, 
	task_id VARCHAR, 
	data JSON NOT NULL, 
	v INTEGER NOT NULL, 
	PRIMARY KEY (user_id, seq), 
	FOREIGN KEY(user_id) REFERENCES users (id)
);
INSERT INTO "journal" VALUES('me',1,'00000000-0000-4000-8000-000000000001','2026-11-22 18:00:00.000000','message','c_1','t_1','{"role": "user", "text": "\u05e9\u05dc\u05d5\u05dd \u200f\n"}',1);
INSERT INTO "journal" VALUES('me',2,'00000000-0000-4000-8000-000000000002','2026-11-22 18:00:00.000000','task.outcome',NULL,'t_2','{"facts": [{"key": "time", "t": 1.25}], "recording": null}',1);
INSERT INTO "journal" VALUES('you/../me',1,'00000000-0000-4000-8000-000000000003','2026-11-22 18:00:00.000000','message','c_1','t_1','{"role": "user", "text": "\u05e9\u05dc\u05d5\u05dd \u200f\n"}',1);
INSERT INTO "journal" VALUES('you/../me',2,'00000000-0000-4000-8000-000000000004','2026-11-22 18:00:00.000000','task.outcome',NULL,'t_2','{"facts": [{"key": "time", "t": 1.25}], "recording": null}',1);
CREATE TABLE tasks (
	user_id VARCHAR NOT NULL, 
	id VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	created_at DOUBLE NOT NULL, 
	body JSON NOT NULL, 
	PRIMARY KEY (user_id, id), 
	FOREIGN KEY(user_id) REFERENCES users (id)
);
INSERT INTO "tasks" VALUES('me','t_1','confirmed',1.5,'{"id": "t_1", "user_id": "me", "conversation_id": "c_1", "channel": "web", "language": "he", "type": "phone_call", "created_at": 1.5, "call_language": "en", "status": "confirmed", "slots": {"callee": {"value": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "said": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "source": "practice_book"}, "goal": {"value": "a\nb", "said": "a", "source": "user"}}, "plan_version": 3, "code": "0042", "proposed_at": null, "confirmed_at": null, "attempt": 0, "cancel_requested": false, "ordered_at": null, "call_sid": null, "call_seq": 0, "recording": false, "outcome": null, "others": [], "strategy": null, "compare": null, "calls": []}');
INSERT INTO "tasks" VALUES('me','t_2','succeeded',2.5,'{"id": "t_2", "user_id": "me", "conversation_id": "c_1", "channel": "web", "language": "he", "type": "phone_call", "created_at": 2.5, "call_language": "en", "status": "succeeded", "slots": {"callee": {"value": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "said": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "source": "practice_book"}, "goal": {"value": "a\nb", "said": "a", "source": "user"}}, "plan_version": 3, "code": "0042", "proposed_at": null, "confirmed_at": null, "attempt": 0, "cancel_requested": false, "ordered_at": null, "call_sid": "CA1", "call_seq": 0, "recording": false, "outcome": {"status": "succeeded", "reason": "goal_reached", "summary": "ok", "facts": [{"key": "time", "value": "19:00", "quote": "\u05d1\u05e9\u05d1\u05e2", "at_ms": 4200, "supported": true, "turn": null}], "chosen": null, "cost": {}}, "others": [], "strategy": null, "compare": null, "calls": []}');
INSERT INTO "tasks" VALUES('you/../me','t_1','confirmed',1.5,'{"id": "t_1", "user_id": "you/../me", "conversation_id": "c_1", "channel": "web", "language": "he", "type": "phone_call", "created_at": 1.5, "call_language": "en", "status": "confirmed", "slots": {"callee": {"value": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "said": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "source": "practice_book"}, "goal": {"value": "a\nb", "said": "a", "source": "user"}}, "plan_version": 3, "code": "0042", "proposed_at": null, "confirmed_at": null, "attempt": 0, "cancel_requested": false, "ordered_at": null, "call_sid": null, "call_seq": 0, "recording": false, "outcome": null, "others": [], "strategy": null, "compare": null, "calls": []}');
INSERT INTO "tasks" VALUES('you/../me','t_2','succeeded',2.5,'{"id": "t_2", "user_id": "you/../me", "conversation_id": "c_1", "channel": "web", "language": "he", "type": "phone_call", "created_at": 2.5, "call_language": "en", "status": "succeeded", "slots": {"callee": {"value": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "said": "\u05e4\u05d9\u05e6\u05d4 \u05e4\u05dc\u05d9\u05d9\u05e1", "source": "practice_book"}, "goal": {"value": "a\nb", "said": "a", "source": "user"}}, "plan_version": 3, "code": "0042", "proposed_at": null, "confirmed_at": null, "attempt": 0, "cancel_requested": false, "ordered_at": null, "call_sid": "CA1", "call_seq": 0, "recording": false, "outcome": {"status": "succeeded", "reason": "goal_reached", "summary": "ok", "facts": [{"key": "time", "value": "19:00", "quote": "\u05d1\u05e9\u05d1\u05e2", "at_ms": 4200, "supported": true, "turn": null}], "chosen": null, "cost": {}}, "others": [], "strategy": null, "compare": null, "calls": []}');
CREATE TABLE users (
	id VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "users" VALUES('me',2);
INSERT INTO "users" VALUES('you/../me',2);
CREATE INDEX tasks_by_status ON tasks (status);
CREATE INDEX journal_by_task ON journal (user_id, task_id, seq);
COMMIT;
