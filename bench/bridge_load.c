/* Phones and the model they talk to, in one thread: what a bridge is measured with.

   bridge_load PORT MODEL_PORT CALLS WARM_S MEASURE_S SPEAK_S PAUSE_S

   The model listens at once. When stdin has told "call_sid token signature" of all calls, a line each, the phones begin.
   Each phone sends a frame every 20 ms and gives marks back at once. The model speaks for SPEAK_S in frames of 20 ms
   with a word every 300 ms, then hears a turn of PAUSE_S, which the bridge must answer. Every frame carries the clock,
   its stream and its number inside the audio, so that loss, order, cross-talk and delay are known. At the end the calls
   are stopped, closed or dropped, a third each, and a second later the model's open sockets are counted.
   Stages are told on stdout as they begin: `listening`, `open`, `measure`, `measured`, then the result as JSON. */
#include "bridge_ws.h"

enum { LISTENER, PHONE, MODEL };
enum { SILENT, SPEAKING, WAITING, HEARING };

#define FRAME_NS 20000000ull
#define BINS 100000 /* of 10 µs */

typedef struct { uint64_t ns; uint32_t stream, number; uint8_t rest[2]; } __attribute__((packed)) stamp; /* 18 bytes */
typedef struct { uint64_t frames, late[BINS]; } delays;

typedef struct {
    conn *c;
    uint32_t frames, heard, first, expects, pair;
    int started, begun;
} phone;

typedef struct {
    conn *c;
    uint64_t next_at;
    uint32_t frames, heard, expects, pair, response, turn, left;
    int stage, open, ready;
} model;

static phone *PHONES;
static model *MODELS;
static char (*SIDS)[64], (*TOKENS)[256], (*SIGNATURES)[128];
static int CALLS, MODEL_COUNT, MODELS_OPEN, MEASURING, STOPPING, SPEAK_FRAMES;
static uint64_t PAUSE_NS, DISORDER, LOST, CROSSED, CLEARS, MARKS, GAPS;
static delays UP, DOWN, OWN;
static char AUDIO[217];

static void note(delays *d, uint64_t ns) {
    if (!MEASURING) return;
    uint64_t bin = ns / 10000;
    d->late[bin < BINS ? bin : BINS - 1]++, d->frames++;
}

static double share(const delays *d, double part) {
    uint64_t seen = 0;
    for (int i = 0; i < BINS; i++)
        if ((seen += d->late[i]) >= d->frames * part && seen) return (i + 1) / 100.0;
    return 0;
}

/* --- audio with a stamp: 160 bytes, the first 18 of them ours */

static const char *audio(uint32_t stream, uint32_t number) {
    stamp s = {.ns = now_ns(), .stream = stream, .number = number, .rest = {0xff, 0xff}};
    b64_encode((uint8_t *)&s, 18, AUDIO);
    return AUDIO;
}

static int read_stamp(const char *text, size_t n, const char *field, stamp *s) {
    const char *at = memmem(text, n, field, strlen(field));
    if (!at) return 0;
    for (at += strlen(field); *at == ':' || *at == ' '; at++);
    return *at == '"' && b64_decode(at + 1, (uint8_t *)s, 18);
}

/* A stream's next frame: number `got` came, `*expects` was due. */
static void in_order(uint32_t got, uint32_t *expects) {
    if (got < *expects) DISORDER++;
    else LOST += got - *expects, GAPS += got > *expects, *expects = got + 1;
}

/* --- phones */

static void phone_start(phone *p) {
    int i = p - PHONES;
    char text[1024];
    ws_text(p->c, "{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
    snprintf(text, sizeof text,
             "{\"event\":\"start\",\"sequenceNumber\":\"1\",\"start\":{\"accountSid\":\"AC00000000000000000000000000000000\","
             "\"streamSid\":\"MZ%032d\",\"callSid\":\"%s\",\"tracks\":[\"inbound\"],\"mediaFormat\":{\"encoding\":\"audio/x-mulaw\","
             "\"sampleRate\":8000,\"channels\":1},\"customParameters\":{\"token\":\"%s\"}},\"streamSid\":\"MZ%032d\"}",
             i, SIDS[i], TOKENS[i], i);
    ws_text(p->c, text);
    p->started = 1;
}

static void phone_frame(phone *p) {
    char text[600];
    int i = p - PHONES;
    sprintf(text,
            "{\"event\":\"media\",\"sequenceNumber\":\"%u\",\"media\":{\"track\":\"inbound\",\"chunk\":\"%u\",\"timestamp\":\"%u\","
            "\"payload\":\"%s\"},\"streamSid\":\"MZ%032d\"}",
            p->frames + 2, p->frames + 1, p->frames * 20, audio(i, p->frames), i);
    p->frames++;
    ws_text(p->c, text);
}

static void phone_hears(phone *p, char *text, size_t n) {
    stamp s;
    if (!strncmp(text, "{\"event\":\"media\"", 16)) {
        if (!read_stamp(text, n, "\"payload\"", &s)) return;
        note(&DOWN, now_ns() - s.ns);
        p->heard++;
        if (!p->pair) p->pair = s.stream + 1;
        else if (p->pair != s.stream + 1) CROSSED++;
        in_order(s.number, &p->expects);
    } else if (!strncmp(text, "{\"event\":\"mark\"", 15)) {
        char back[300], name[64] = "", *at = strstr(text, "\"name\":\"");
        if (at) sscanf(at + 8, "%63[^\"]", name);
        sprintf(back, "{\"event\":\"mark\",\"sequenceNumber\":\"0\",\"streamSid\":\"MZ%032d\",\"mark\":{\"name\":\"%s\"}}",
                (int)(p - PHONES), name);
        ws_text(p->c, back);
        MARKS++;
    } else CLEARS++;
}

/* --- the model */

static void model_say(model *m, const char *kind, const char *fields) {
    char text[1024];
    snprintf(text, sizeof text, "{\"type\":\"%s\",\"event_id\":\"event_%u\",%s}", kind, m->frames, fields);
    ws_text(m->c, text);
}

static void model_frame(model *m) {
    char text[600];
    int i = m - MODELS;
    if (m->left % 15 == 0) {
        sprintf(text, "\"response_id\":\"resp_%u\",\"item_id\":\"item_%u\",\"output_index\":0,\"content_index\":0,\"delta\":\"word \"",
                m->response, m->response);
        model_say(m, "response.output_audio_transcript.delta", text);
    }
    sprintf(text,
            "{\"type\":\"response.output_audio.delta\",\"event_id\":\"event_%u\",\"response_id\":\"resp_%u\",\"item_id\":\"item_%u\","
            "\"output_index\":0,\"content_index\":0,\"delta\":\"%s\"}",
            m->frames, m->response, m->response, audio(i, m->frames));
    m->frames++, m->left--;
    ws_text(m->c, text);
}

static void model_speaks(model *m) {
    char text[200];
    m->stage = SPEAKING, m->response++;
    m->left = m->response > 1 ? SPEAK_FRAMES : 1 + (m - MODELS) % CALLS * SPEAK_FRAMES / CALLS; /* calls out of step */
    sprintf(text, "\"response\":{\"object\":\"realtime.response\",\"id\":\"resp_%u\",\"status\":\"in_progress\",\"output\":[]}", m->response);
    model_say(m, "response.created", text);
}

static void model_falls_silent(model *m, const char *status, uint64_t now) {
    char text[700], place[200];
    sprintf(place, "\"response_id\":\"resp_%u\",\"item_id\":\"item_%u\",\"output_index\":0,\"content_index\":0", m->response, m->response);
    model_say(m, "response.output_audio.done", place);
    snprintf(text, sizeof text, "%s,\"transcript\":\"word word word word word word word\"", place);
    model_say(m, "response.output_audio_transcript.done", text);
    snprintf(text, sizeof text,
             "\"response\":{\"object\":\"realtime.response\",\"id\":\"resp_%u\",\"status\":\"%s\",\"output\":[],\"usage\":{\"total_tokens\":60,"
             "\"input_tokens\":40,\"output_tokens\":20,\"input_token_details\":{\"text_tokens\":30,\"audio_tokens\":10,"
             "\"cached_tokens\":0},\"output_token_details\":{\"text_tokens\":5,\"audio_tokens\":15}}}", m->response, status);
    model_say(m, "response.done", text);
    m->stage = WAITING, m->next_at = now + 100000000ull;
}

static void model_turn_ends(model *m) {
    char text[300];
    sprintf(text, "\"item_id\":\"turn_%u\",\"audio_end_ms\":%u", m->turn, m->heard * 20);
    model_say(m, "input_audio_buffer.speech_stopped", text);
    sprintf(text, "\"item_id\":\"turn_%u\",\"previous_item_id\":null", m->turn);
    model_say(m, "input_audio_buffer.committed", text);
    sprintf(text, "\"item_id\":\"turn_%u\",\"content_index\":0,\"transcript\":\"yes, at seven\",\"usage\":{\"type\":\"duration\",\"seconds\":%g}",
            m->turn, PAUSE_NS / 1e9);
    model_say(m, "conversation.item.input_audio_transcription.completed", text);
    m->stage = SILENT;
}

static void model_tick(model *m, uint64_t now) {
    char text[300];
    uint32_t ms = m->heard * 20;
    if (m->stage == SPEAKING) {
        if (m->left && !STOPPING) model_frame(m);
        if (!m->left) model_falls_silent(m, "completed", now);
    } else if (m->stage == WAITING && now >= m->next_at) {
        sprintf(text, "\"item_id\":\"turn_%u\",\"audio_start_ms\":%u", ++m->turn, ms);
        model_say(m, "input_audio_buffer.speech_started", text);
        m->stage = HEARING, m->next_at = now + PAUSE_NS;
    } else if (m->stage == HEARING && now >= m->next_at) model_turn_ends(m);
}

static void model_hears(model *m, char *text, size_t n) {
    stamp s;
    if (strstr(text, "\"input_audio_buffer.append\"")) {
        if (!read_stamp(text, n, "\"audio\"", &s)) return;
        note(&UP, now_ns() - s.ns);
        if (!m->heard++) m->pair = s.stream + 1, m->expects = s.number, PHONES[s.stream].begun = 1, PHONES[s.stream].first = s.number;
        if (m->pair != s.stream + 1) CROSSED++;
        in_order(s.number, &m->expects);
    } else if (strstr(text, "\"session.update\"")) {
        model_say(m, "session.updated", "\"session\":{\"type\":\"realtime\"}");
        m->ready = 1;
    } else if (strstr(text, "\"response.create\"")) {
        if (m->stage != SPEAKING) model_speaks(m);
    } else if (strstr(text, "\"response.cancel\"")) {
        if (m->stage == SPEAKING) model_falls_silent(m, "cancelled", now_ns());
    } else if (strstr(text, "\"input_audio_buffer.commit\"")) {
        if (m->stage == HEARING) model_turn_ends(m);
    }
}

/* --- the loop */

static void opened(conn *c) {
    if (c->kind == PHONE) phone_start(c->owner);
    else model_say(c->owner, "session.created", "\"session\":{\"type\":\"realtime\"}");
}

static void text(conn *c, char *message, size_t n) {
    if (c->kind == PHONE) phone_hears(c->owner, message, n);
    else model_hears(c->owner, message, n);
}

static void closed(conn *c) {
    if (c->kind == MODEL) {
        ((model *)c->owner)->open = 0;
        MODELS_OPEN--;
    } else if (!STOPPING) DIE("a phone's socket was closed by the bridge\n");
}

static const handlers H = {opened, text, closed};

static void sockets(uint64_t until) {
    struct epoll_event events[256];
    uint64_t now = now_ns();
    struct timespec wait = {0, until > now ? (until - now > 1000000 ? 1000000 : until - now) : 0};
    int n = epoll_pwait2(EPOLL, events, 256, &wait, NULL);
    for (int i = 0; i < n; i++) {
        conn *c = events[i].data.ptr;
        if (c->kind == LISTENER) {
            int fd;
            while ((fd = accept(c->fd, 0, 0)) >= 0) {
                if (MODEL_COUNT >= 2 * CALLS + 100) DIE("too many sockets to the model\n");
                model *m = &MODELS[MODEL_COUNT];
                m->c = conn_new(fd, 0, MODEL);
                m->c->owner = m, m->open = 1;
                MODEL_COUNT++, MODELS_OPEN++;
            }
            continue;
        }
        if (c->state != GONE && events[i].events & EPOLLOUT) conn_flush(c);
        if (c->state != GONE && events[i].events & ~EPOLLOUT) ws_read(c, &H);
    }
}

/* A second's frames lie evenly: slot `s` is that of call `s` modulo CALLS. Does what is due; when the next slot is. */
static uint64_t frames(void) {
    static uint64_t base, slot;
    uint64_t now = now_ns(), due;
    if (!base) base = now;
    while ((due = base + slot * FRAME_NS / CALLS) <= now) {
        int i = slot++ % CALLS;
        if (PHONES[i].started && !STOPPING) {
            note(&OWN, now - due);
            phone_frame(&PHONES[i]);
        }
        for (; i < MODEL_COUNT; i += CALLS)
            if (MODELS[i].open && MODELS[i].ready) model_tick(&MODELS[i], now);
    }
    return due;
}

static void run_for(double seconds) {
    uint64_t end = now_ns() + seconds * 1e9;
    while (now_ns() < end) sockets(frames());
}

static double cpu(void) {
    struct rusage r;
    getrusage(RUSAGE_SELF, &r);
    return r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6;
}

static void open_all(int port) {
    for (int i = 0; i < CALLS; i++) {
        phone *p = &PHONES[i];
        char header[300] = "";
        if (strcmp(SIGNATURES[i], "-")) snprintf(header, sizeof header, "X-Twilio-Signature: %s\r\n", SIGNATURES[i]);
        p->c = ws_connect(port, "/media-stream", header, PHONE);
        p->c->owner = p;
        run_for(0.004);
    }
    uint64_t patience = now_ns() + 60000000000ull;
    for (int all = 0; !all;) {
        run_for(0.05);
        all = 1;
        for (int i = 0; i < CALLS; i++) all &= PHONES[i].begun && PHONES[i].heard > 0;
        if (!all && now_ns() > patience) {
            int up = 0, down = 0;
            for (int i = 0; i < CALLS; i++) up += PHONES[i].begun, down += PHONES[i].heard > 0;
            DIE("of %d calls %d were heard by the model and %d heard it\n", CALLS, up, down);
        }
    }
}

static void end_all(void) {
    for (int i = 0; i < CALLS; i++) {
        phone *p = &PHONES[i];
        if (i % 3 == 0) {
            char stop[300];
            sprintf(stop, "{\"event\":\"stop\",\"sequenceNumber\":\"9\",\"stop\":{\"accountSid\":\"AC\",\"callSid\":\"%s\"},\"streamSid\":\"MZ%032d\"}", SIDS[i], i);
            ws_text(p->c, stop);
        } else if (i % 3 == 1) ws_send(p->c, 8, "\x03\xe8", 2);
        else conn_drop(p->c);
    }
}

int main(int argc, char **argv) {
    if (argc != 8) DIE("bridge_load PORT MODEL_PORT CALLS WARM_S MEASURE_S SPEAK_S PAUSE_S\n");
    double warm = atof(argv[4]), measure = atof(argv[5]);
    CALLS = atoi(argv[3]), SPEAK_FRAMES = atof(argv[6]) * 50, PAUSE_NS = atof(argv[7]) * 1e9;
    many_files();
    b64_init();
    memset(AUDIO, '/', 214), AUDIO[214] = AUDIO[215] = '=', AUDIO[213] = 'w';
    SIDS = calloc(CALLS, sizeof *SIDS), TOKENS = calloc(CALLS, sizeof *TOKENS), SIGNATURES = calloc(CALLS, sizeof *SIGNATURES);
    PHONES = calloc(CALLS, sizeof *PHONES), MODELS = calloc(2 * CALLS + 100, sizeof *MODELS);
    EPOLL = epoll_create1(0);
    conn listener = {.fd = ws_listen(atoi(argv[2])), .kind = LISTENER};
    watch(&listener, EPOLL_CTL_ADD);
    setvbuf(stdout, NULL, _IOLBF, 0);

    puts("listening");
    struct pollfd told = {.fd = 0, .events = POLLIN};
    while (!poll(&told, 1, 0)) run_for(0.01);
    for (int i = 0; i < CALLS; i++)
        if (scanf("%63s %255s %127s", SIDS[i], TOKENS[i], SIGNATURES[i]) != 3) DIE("no %d calls were given\n", CALLS);
    open_all(atoi(argv[1]));
    puts("open");
    run_for(warm);
    puts("measure");
    double used = cpu(), began = now_ns();
    MEASURING = 1;
    run_for(measure);
    MEASURING = 0;
    double wall = (now_ns() - began) / 1e9, own = cpu() - used;
    puts("measured");

    STOPPING = 1;
    run_for(1.0);
    uint64_t sent_up = 0, got_up = 0, sent_down = 0, got_down = 0;
    for (int i = 0; i < CALLS; i++) sent_up += PHONES[i].frames - PHONES[i].first, got_down += PHONES[i].heard;
    for (int i = 0; i < MODEL_COUNT; i++) got_up += MODELS[i].heard, sent_down += MODELS[i].frames;
    end_all();
    run_for(1.0);
    printf("{\"calls\":%d,\"seconds\":%.2f,\"up\":{\"frames\":%lu,\"p50\":%.2f,\"p99\":%.2f,\"p999\":%.2f,\"max\":%.2f,\"sent\":%lu,\"arrived\":%lu},"
           "\"down\":{\"frames\":%lu,\"p50\":%.2f,\"p99\":%.2f,\"p999\":%.2f,\"max\":%.2f,\"sent\":%lu,\"arrived\":%lu},"
           "\"lost\":%lu,\"gaps\":%lu,\"disorder\":%lu,\"crossed\":%lu,\"marks\":%lu,\"clears\":%lu,"
           "\"driver_cpu\":%.3f,\"driver_late_p99\":%.2f,\"models\":%d,\"models_open\":%d}\n",
           CALLS, wall, UP.frames, share(&UP, .5), share(&UP, .99), share(&UP, .999), share(&UP, 1), sent_up, got_up, DOWN.frames,
           share(&DOWN, .5), share(&DOWN, .99), share(&DOWN, .999), share(&DOWN, 1), sent_down, got_down, LOST, GAPS, DISORDER,
           CROSSED, MARKS, CLEARS, own / wall, share(&OWN, .99), MODEL_COUNT, MODELS_OPEN);
}
