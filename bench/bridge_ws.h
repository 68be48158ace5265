/* What the load and the bare relay share: WebSocket on non-blocking sockets, base64, SHA-1, the clock.

   Rules: no library but libc; one thread; messages are small and whole. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define DIE(...) (fprintf(stderr, __VA_ARGS__), exit(1))

static inline uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000ull + t.tv_nsec;
}

/* --- base64 */

static const char B64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static int8_t B64_VALUE[256];

static void b64_init(void) {
    memset(B64_VALUE, -1, sizeof B64_VALUE);
    for (int i = 0; i < 64; i++) B64_VALUE[(uint8_t)B64[i]] = i;
}

static void b64_encode(const uint8_t *in, size_t n, char *out) {
    for (size_t i = 0; i < n; i += 3, out += 4) {
        size_t left = n - i;
        uint32_t v = in[i] << 16 | (left > 1 ? in[i + 1] << 8 : 0) | (left > 2 ? in[i + 2] : 0);
        out[0] = B64[v >> 18];
        out[1] = B64[v >> 12 & 63];
        out[2] = left > 1 ? B64[v >> 6 & 63] : '=';
        out[3] = left > 2 ? B64[v & 63] : '=';
    }
}

/* `n` is a multiple of 3; 0 when it is no base64. */
static int b64_decode(const char *in, uint8_t *out, size_t n) {
    for (size_t i = 0; i < n; i += 3, in += 4) {
        int a = B64_VALUE[(uint8_t)in[0]], b = B64_VALUE[(uint8_t)in[1]];
        int c = B64_VALUE[(uint8_t)in[2]], d = B64_VALUE[(uint8_t)in[3]];
        if ((a | b | c | d) < 0) return 0;
        uint32_t v = a << 18 | b << 12 | c << 6 | d;
        out[i] = v >> 16, out[i + 1] = v >> 8, out[i + 2] = v;
    }
    return 1;
}

/* --- SHA-1, for the accept key of a handshake */

static void sha1(const uint8_t *data, size_t n, uint8_t out[20]) {
    uint32_t h[5] = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
    uint8_t block[256] = {0};
    size_t total = (n + 9 + 63) / 64 * 64;
    memcpy(block, data, n);
    block[n] = 0x80;
    for (int i = 0; i < 8; i++) block[total - 1 - i] = (uint64_t)n * 8 >> 8 * i;
    for (size_t at = 0; at < total; at += 64) {
        uint32_t w[80], a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
        for (int i = 0; i < 16; i++)
            w[i] = block[at + 4 * i] << 24 | block[at + 4 * i + 1] << 16 | block[at + 4 * i + 2] << 8 | block[at + 4 * i + 3];
        for (int i = 16; i < 80; i++) {
            uint32_t v = w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16];
            w[i] = v << 1 | v >> 31;
        }
        for (int i = 0; i < 80; i++) {
            uint32_t f = i < 20 ? (b & c) | (~b & d) : i < 40 ? b ^ c ^ d : i < 60 ? (b & c) | (b & d) | (c & d) : b ^ c ^ d;
            uint32_t k = i < 20 ? 0x5A827999 : i < 40 ? 0x6ED9EBA1 : i < 60 ? 0x8F1BBCDC : 0xCA62C1D6;
            uint32_t v = (a << 5 | a >> 27) + f + e + k + w[i];
            e = d, d = c, c = b << 30 | b >> 2, b = a, a = v;
        }
        h[0] += a, h[1] += b, h[2] += c, h[3] += d, h[4] += e;
    }
    for (int i = 0; i < 20; i++) out[i] = h[i / 4] >> (24 - 8 * (i % 4));
}

/* --- connections */

enum { HANDSHAKE, OPEN, GONE };

typedef struct conn {
    int fd, state, is_client, kind;
    char *in, *out;
    size_t in_len, in_size, out_len, out_at, out_size;
    void *owner;
} conn;

static int EPOLL;

static void watch(conn *c, int op) {
    struct epoll_event e = {.events = EPOLLIN | (c->out_len > c->out_at ? EPOLLOUT : 0), .data.ptr = c};
    epoll_ctl(EPOLL, op, c->fd, &e);
}

static conn *conn_new(int fd, int is_client, int kind) {
    conn *c = calloc(1, sizeof *c);
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    c->fd = fd, c->is_client = is_client, c->kind = kind;
    c->in = malloc(c->in_size = 8192);
    watch(c, EPOLL_CTL_ADD);
    return c;
}

static void conn_drop(conn *c) {
    if (c->state != GONE) close(c->fd);
    c->state = GONE;
}

static void conn_write(conn *c, const char *data, size_t n) {
    if (c->state == GONE) return;
    if (c->out_len == c->out_at) {
        ssize_t sent = send(c->fd, data, n, MSG_NOSIGNAL);
        if (sent == (ssize_t)n) return;
        if (sent > 0) data += sent, n -= sent;
        c->out_len = c->out_at = 0;
    }
    if (c->out_len + n > c->out_size) c->out = realloc(c->out, c->out_size = 2 * (c->out_len + n));
    memcpy(c->out + c->out_len, data, n);
    c->out_len += n;
    watch(c, EPOLL_CTL_MOD);
}

static void conn_flush(conn *c) {
    ssize_t sent = send(c->fd, c->out + c->out_at, c->out_len - c->out_at, MSG_NOSIGNAL);
    if (sent > 0) c->out_at += sent;
    if (c->out_at == c->out_len) c->out_at = c->out_len = 0, watch(c, EPOLL_CTL_MOD);
}

/* The mask of a client is zero: legal, and the receiver's work is the same. */
static void ws_send(conn *c, int opcode, const char *text, size_t n) {
    static char frame[1 << 16];
    size_t at = 0;
    frame[at++] = 0x80 | opcode;
    if (n < 126) frame[at++] = n | (c->is_client ? 0x80 : 0);
    else frame[at++] = 126 | (c->is_client ? 0x80 : 0), frame[at++] = n >> 8, frame[at++] = n;
    if (c->is_client) memset(frame + at, 0, 4), at += 4;
    memcpy(frame + at, text, n);
    conn_write(c, frame, at + n);
}

static void ws_text(conn *c, const char *text) { ws_send(c, 1, text, strlen(text)); }

static int ws_listen(int port) {
    int fd = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(fd, (void *)&a, sizeof a) || listen(fd, 4096)) DIE("cannot listen on %d\n", port);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    return fd;
}

static conn *ws_connect(int port, const char *path, const char *headers, int kind) {
    char head[2048];
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0 || connect(fd, (void *)&a, sizeof a)) DIE("cannot connect to %d: %s\n", port, strerror(errno));
    conn *c = conn_new(fd, 1, kind);
    int n = snprintf(head, sizeof head,
                     "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s\r\n",
                     path, port, headers);
    conn_write(c, head, n);
    return c;
}

/* Answers a handshake, or reads the answer to ours; how many bytes it took, 0 when it is not complete. */
static size_t ws_shake(conn *c) {
    c->in[c->in_len] = 0;
    char *end = strstr(c->in, "\r\n\r\n");
    if (!end) return 0;
    if (c->is_client) {
        if (strncmp(c->in, "HTTP/1.1 101", 12)) DIE("refused: %.60s\n", c->in);
    } else {
        char *key = strcasestr(c->in, "sec-websocket-key:"), text[128], reply[256], accept[32] = {0};
        uint8_t digest[21] = {0};
        if (!key) DIE("a handshake without key\n");
        for (key += 18; *key == ' '; key++);
        int n = snprintf(text, sizeof text, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key);
        sha1((uint8_t *)text, n, digest);
        b64_encode(digest, 20, accept);
        n = snprintf(reply, sizeof reply,
                     "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                     "Sec-WebSocket-Accept: %s\r\n\r\n", accept);
        conn_write(c, reply, n);
    }
    c->state = OPEN;
    return end + 4 - c->in;
}

typedef struct {
    void (*opened)(conn *);
    void (*text)(conn *, char *, size_t);
    void (*closed)(conn *);
} handlers;

static void ws_lost(conn *c, const handlers *h) {
    conn_drop(c);
    h->closed(c);
}

static void ws_read(conn *c, const handlers *h) {
    for (;;) {
        if (c->in_len + 4096 > c->in_size) c->in = realloc(c->in, c->in_size *= 2);
        size_t room = c->in_size - c->in_len - 1;
        ssize_t n = recv(c->fd, c->in + c->in_len, room, 0);
        if (n <= 0) {
            if (n == 0 || (errno != EAGAIN && errno != EINTR)) ws_lost(c, h);
            return;
        }
        c->in_len += n;
        size_t at = 0;
        if (c->state == HANDSHAKE) {
            at = ws_shake(c);
            if (!at) return;
            h->opened(c);
        }
        while (c->in_len - at >= 2) {
            uint8_t *f = (uint8_t *)c->in + at;
            size_t head = 2, size = f[1] & 127, masked = f[1] >> 7;
            if (size == 126) head = 4;
            if (size == 127) head = 10;
            if (c->in_len - at < head + 4 * masked) break;
            if (size == 126) size = f[2] << 8 | f[3];
            if (size == 127) size = (size_t)f[6] << 24 | f[7] << 16 | f[8] << 8 | f[9];
            if (c->in_len - at < head + 4 * masked + size) break;
            char *text = (char *)f + head + 4 * masked, keep = text[size];
            if (masked)
                for (size_t i = 0; i < size; i++) text[i] ^= f[head + i % 4];
            at += head + 4 * masked + size;
            int opcode = f[0] & 15;
            if (opcode == 1) text[size] = 0, h->text(c, text, size), text[size] = keep;
            else if (opcode == 9) ws_send(c, 10, text, size);
            else if (opcode == 8) {
                ws_send(c, 8, "\x03\xe8", 2);
                ws_lost(c, h);
            }
            if (c->state == GONE) return;
        }
        memmove(c->in, c->in + at, c->in_len - at);
        c->in_len -= at;
        if ((size_t)n < room) return;
    }
}

static void many_files(void) {
    struct rlimit r;
    getrlimit(RLIMIT_NOFILE, &r);
    r.rlim_cur = r.rlim_max;
    setrlimit(RLIMIT_NOFILE, &r);
}
