// From any line of a call to its sound: what is played where the player stands, asked for from wherever the words stand.
import { useEffect } from './html.js';

const WISH = 'play-from';

/** Play the recording of this task from `ms` on. */
export function playFrom(task, ms) {
  dispatchEvent(new CustomEvent(WISH, { detail: { task, ms } }));
}

/** For the player of this task, where it is shown: another place of the page may hide one of the same. @param {{current: HTMLAudioElement}} player */
export function usePlayFrom(task, player) {
  useEffect(() => {
    const play = ({ detail }) => {
      if (detail.task !== task || !player.current.checkVisibility()) return;
      player.current.currentTime = detail.ms / 1000;
      player.current.play().catch(() => {}); // stopped before it began, or no sound to be had: the player shows either
      player.current.scrollIntoView({ block: 'nearest' });
    };
    addEventListener(WISH, play);
    return () => removeEventListener(WISH, play);
  }, [task]);
}
