// Plays the sound of a call: µ-law pieces of two interleaved sides, put in a row and played both in both ears.
//
// Rules:
// 1. A little is kept in hand against an uneven network; what piles up beyond that is skipped, so that it stays live.
// 2. How loud each side was is told some ten times a second.

const RATE = 8000;
const LEAST = 0.15 * RATE;
const MOST = 1.5 * RATE;
const TOLD_EVERY = 0.1 * RATE;

/** Sample of each µ-law byte (G.711), -1 to 1. */
const LINEAR = Float32Array.from({ length: 256 }, (_, byte) => {
  const code = ~byte & 0xff;
  const magnitude = ((((code & 0x0f) << 3) + 0x84) << ((code >> 4) & 0x07)) - 0x84;
  return (code & 0x80 ? -magnitude : magnitude) / 32768;
});

class CallSound extends AudioWorkletProcessor {
  constructor() {
    super();
    this.pieces = [];
    this.at = 0;
    this.inHand = 0;
    this.playing = false;
    this.peaks = [0, 0];
    this.untold = 0;
    this.port.onmessage = ({ data }) => this.take(new Uint8Array(data));
  }

  take(piece) {
    this.pieces.push(piece);
    this.inHand += piece.length / 2;
    while (this.inHand > MOST) this.drop();
  }

  drop() {
    this.inHand -= (this.pieces.shift().length - this.at) / 2;
    this.at = 0;
  }

  process(_, [[first, second]]) {
    if (!this.playing && this.inHand >= LEAST) this.playing = true;
    for (let place = 0; place < first.length && this.playing; place += 1) {
      const piece = this.pieces[0];
      const agent = LINEAR[piece[this.at]];
      const callee = LINEAR[piece[this.at + 1]];
      this.peaks[0] = Math.max(this.peaks[0], Math.abs(agent));
      this.peaks[1] = Math.max(this.peaks[1], Math.abs(callee));
      first[place] = second[place] = Math.max(-1, Math.min(1, agent + callee));
      this.at += 2;
      this.inHand -= 1;
      if (this.at >= piece.length) this.drop();
      if (!this.pieces.length) this.playing = false;
    }
    this.untold += first.length;
    if (this.untold >= TOLD_EVERY) {
      this.port.postMessage(this.peaks);
      this.peaks = [0, 0];
      this.untold = 0;
    }
    return true;
  }
}

registerProcessor('call-sound', CallSound);
