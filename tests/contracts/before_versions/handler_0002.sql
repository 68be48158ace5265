BEGIN TRANSACTION;
CREATE TABLE handler_do_not_call (
	phone_number VARCHAR(20) NOT NULL, 
	at DOUBLE NOT NULL, 
	why VARCHAR(200) NOT NULL, 
	PRIMARY KEY (phone_number)
);
INSERT INTO "handler_do_not_call" VALUES('+97236123463',1000.5,'they asked');
CREATE TABLE handler_erasures (
	one VARCHAR(40) NOT NULL, 
	PRIMARY KEY (one)
);
INSERT INTO "handler_erasures" VALUES('CA1');
CREATE TABLE handler_events (
	call_sid VARCHAR(40) NOT NULL, 
	seq INTEGER NOT NULL, 
	event TEXT NOT NULL, 
	PRIMARY KEY (call_sid, seq), 
	FOREIGN KEY(call_sid) REFERENCES handler_orders (call_sid)
);
INSERT INTO "handler_events" VALUES('CA1',1,'{"seq":1,"ts":"2026-11-22T18:30:05.250000Z","type":"call.report","data":{"call_sid":"CA1","task_id":null,"status":"completed","answered_by":null,"started_at":"2026-11-22T18:30:05.250000Z","answered_at":null,"ended_at":"2026-11-22T18:30:05.250000Z","ended_by":"carrier","reason":"busy","claimed":null,"summary":"","facts":[],"turns":[],"recording":false,"message_left":null,"cost":{},"direction":"outbound","phone_number":""}}');
INSERT INTO "handler_events" VALUES('CA9',1,'{"seq":1,"ts":"2026-11-22T18:30:05.250000Z","type":"call.report","data":{"call_sid":"CA9","task_id":null,"status":"completed","answered_by":null,"started_at":"2026-11-22T18:30:05.250000Z","answered_at":null,"ended_at":"2026-11-22T18:30:05.250000Z","ended_by":"carrier","reason":"busy","claimed":null,"summary":"","facts":[],"turns":[],"recording":false,"message_left":null,"cost":{},"direction":"inbound","phone_number":""}}');
CREATE TABLE handler_holds (
	phone_number VARCHAR(20) NOT NULL, 
	owner VARCHAR(80) NOT NULL, 
	until DOUBLE NOT NULL, 
	PRIMARY KEY (phone_number)
);
CREATE TABLE handler_inbound (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	call_sid VARCHAR(40) NOT NULL, 
	UNIQUE (call_sid), 
	FOREIGN KEY(call_sid) REFERENCES handler_orders (call_sid)
);
INSERT INTO "handler_inbound" VALUES(1,'CA9');
CREATE TABLE handler_leases (
	call_sid VARCHAR(40) NOT NULL, 
	owner VARCHAR(80) NOT NULL, 
	until DOUBLE NOT NULL, 
	PRIMARY KEY (call_sid)
);
CREATE TABLE handler_orders (
	id VARCHAR(40) NOT NULL, 
	"key" VARCHAR(200) NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	phone_number VARCHAR(20) NOT NULL, 
	instructions TEXT NOT NULL, 
	language VARCHAR(2) NOT NULL, 
	created_at DOUBLE NOT NULL, 
	task_id VARCHAR(100), 
	state VARCHAR(20) NOT NULL, 
	tried_at DOUBLE, 
	call_sid VARCHAR(40), 
	stream_claimed BOOLEAN NOT NULL, 
	call JSON, 
	claim JSON, 
	report TEXT, 
	PRIMARY KEY (id), 
	UNIQUE ("key"), 
	UNIQUE (call_sid)
);
INSERT INTO "handler_orders" VALUES('o_1','t_1:1','d','+97236123456','Goal: call them','en',1000.0,'t_1','placed',NULL,'CA1',0,'{"sid": "CA1", "created_at": 1000.0, "status": "queued", "sequence": -1, "answered_by": null, "answered_at": null, "ended_at": null, "sip_code": null, "price_usd": null}',NULL,'{"call_sid":"CA1","task_id":null,"status":"completed","answered_by":null,"started_at":"2026-11-22T18:30:05.250000Z","answered_at":null,"ended_at":"2026-11-22T18:30:05.250000Z","ended_by":"carrier","reason":"busy","claimed":null,"summary":"","facts":[],"turns":[],"recording":false,"message_left":null,"cost":{},"direction":"outbound","phone_number":""}');
INSERT INTO "handler_orders" VALUES('i_1','i_CA9','d','+97236123456','Goal: call them','en',2000.0,NULL,'placed',NULL,'CA9',0,'{"sid": "CA9", "created_at": 1000.0, "status": "queued", "sequence": -1, "answered_by": null, "answered_at": null, "ended_at": null, "sip_code": null, "price_usd": null}',NULL,'{"call_sid":"CA9","task_id":null,"status":"completed","answered_by":null,"started_at":"2026-11-22T18:30:05.250000Z","answered_at":null,"ended_at":"2026-11-22T18:30:05.250000Z","ended_by":"carrier","reason":"busy","claimed":null,"summary":"","facts":[],"turns":[],"recording":false,"message_left":null,"cost":{},"direction":"inbound","phone_number":""}');
INSERT INTO "handler_orders" VALUES('o_2','t_2:1','d','+97236123456','Goal: call them','en',1000.0,'t_1','intended',NULL,NULL,0,NULL,NULL,NULL);
CREATE TABLE handler_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT handler_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "handler_version" VALUES('0002');
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('handler_inbound',1);
COMMIT;
