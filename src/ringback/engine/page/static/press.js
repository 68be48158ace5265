// Nothing moves under a finger: between press and release the page stands still, else the click goes to what took the place.
let pressed = false;
let after = new Set();

/** Runs `move` now, or once when the finger or the button that is down has been let go. */
export function whenStill(move) {
  if (pressed) after.add(move);
  else move();
}

function release() {
  if (!pressed) return;
  pressed = false;
  // The click comes right after the release, before this.
  setTimeout(() => {
    const moves = after;
    after = new Set();
    moves.forEach(whenStill);
  });
}

addEventListener('pointerdown', () => (pressed = true), true);
addEventListener('pointerup', release, true);
addEventListener('pointercancel', release, true);
addEventListener('blur', release);
