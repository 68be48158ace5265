/* The floor: a relay of phone and model in C, with nothing that a product needs.

   bridge_relay PORT MODEL_PORT [TOKENS…]

   Frames are spliced from JSON to JSON, a mark follows every tenth; each turn of the callee is answered. */
#include "bridge_ws.h"

enum { LISTENER, PHONE, MODEL };

typedef struct {
    conn *phone, *model;
    char stream[64];
    int sent, ready;
} call;

static int MODEL_PORT;

static void opened(conn *c) {
    if (c->kind == MODEL) ws_text(c, "{\"type\":\"session.update\",\"session\":{\"type\":\"realtime\"}}");
}

static void from_phone(call *k, char *text, size_t n) {
    static char out[1 << 16];
    char *payload = memmem(text, n, "\"payload\":\"", 11);
    if (!strncmp(text, "{\"event\":\"media\"", 16) && payload) {
        if (!k->ready) return;
        payload += 11;
        int size = strchr(payload, '"') - payload;
        int len = sprintf(out, "{\"type\":\"input_audio_buffer.append\",\"audio\":\"%.*s\"}", size, payload);
        ws_send(k->model, 1, out, len);
    } else if (!strncmp(text, "{\"event\":\"start\"", 16)) {
        char *sid = strstr(text, "\"streamSid\":\"");
        if (sid) sscanf(sid + 13, "%63[^\"]", k->stream);
        k->model = ws_connect(MODEL_PORT, "/v1/realtime?model=m", "", MODEL);
        k->model->owner = k;
    } else if (!strncmp(text, "{\"event\":\"stop\"", 15)) {
        if (k->model) conn_drop(k->model);
    }
}

static void from_model(call *k, char *text, size_t n) {
    static char out[1 << 16];
    char *delta = memmem(text, n, "\"delta\":\"", 9);
    if (!strncmp(text, "{\"type\":\"response.output_audio.delta\"", 37) && delta) {
        delta += 9;
        int size = strchr(delta, '"') - delta;
        int len = sprintf(out, "{\"event\":\"media\",\"streamSid\":\"%s\",\"media\":{\"payload\":\"%.*s\"}}", k->stream, size, delta);
        ws_send(k->phone, 1, out, len);
        if (++k->sent % 10 == 0) {
            len = sprintf(out, "{\"event\":\"mark\",\"streamSid\":\"%s\",\"mark\":{\"name\":\"m%d\"}}", k->stream, k->sent);
            ws_send(k->phone, 1, out, len);
        }
    } else if (strstr(text, "\"session.updated\"")) {
        k->ready = 1;
        ws_text(k->model, "{\"type\":\"response.create\"}");
    } else if (strstr(text, "\"input_audio_buffer.committed\"")) {
        ws_text(k->model, "{\"type\":\"response.create\"}");
    }
}

static void text(conn *c, char *message, size_t n) {
    (c->kind == PHONE ? from_phone : from_model)(c->owner, message, n);
}

static void closed(conn *c) {
    call *k = c->owner;
    if (c->kind == PHONE && k->model) conn_drop(k->model);
}

int main(int argc, char **argv) {
    if (argc < 3) DIE("bridge_relay PORT MODEL_PORT\n");
    MODEL_PORT = atoi(argv[2]);
    many_files();
    b64_init();
    EPOLL = epoll_create1(0);
    conn listener = {.fd = ws_listen(atoi(argv[1])), .kind = LISTENER};
    watch(&listener, EPOLL_CTL_ADD);
    static const handlers h = {opened, text, closed};
    for (;;) {
        struct epoll_event events[256];
        int n = epoll_wait(EPOLL, events, 256, -1);
        for (int i = 0; i < n; i++) {
            conn *c = events[i].data.ptr;
            if (c->kind == LISTENER) {
                int fd;
                while ((fd = accept(c->fd, 0, 0)) >= 0) {
                    conn *phone = conn_new(fd, 0, PHONE);
                    call *k = calloc(1, sizeof *k);
                    phone->owner = k, k->phone = phone;
                }
                continue;
            }
            if (c->state != GONE && events[i].events & EPOLLOUT) conn_flush(c);
            if (c->state != GONE && events[i].events & ~EPOLLOUT) ws_read(c, &h);
        }
    }
}
