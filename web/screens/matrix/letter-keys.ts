/** A letter that comes sooner after another goes on with its word. */
const WORD_MS = 400;

/** Letters as they are typed on the grid. */
export interface LetterKeys {
  /** Does what a letter stands for; what comes back takes that back. */
  readonly act: (event: KeyboardEvent, run: () => () => void) => void;
  /** What is sought where a letter stands for nothing: the letters before it too, where they were its word; what they did is taken back. */
  readonly seek: (event: KeyboardEvent) => string;
  /** Another key: what was done stays. */
  readonly end: () => void;
}

/** Tells letters that are keys from the beginning of a name. The same letter again is a key again. */
export function letterKeys(): LetterKeys {
  let word = "";
  let lastMs = 0;
  let done: (() => void)[] = [];
  const end = () => {
    word = "";
    done = [];
  };
  const goesOn = ({ timeStamp }: KeyboardEvent) => word !== "" && timeStamp - lastMs < WORD_MS;
  return {
    act(event, run) {
      if (!goesOn(event) || word.at(-1)?.toLowerCase() === event.key.toLowerCase()) end();
      word += event.key;
      lastMs = event.timeStamp;
      done.push(run());
    },
    seek(event) {
      if (!goesOn(event)) end();
      const sought = word + event.key;
      for (const takeBack of done.toReversed()) takeBack();
      end();
      return sought;
    },
    end,
  };
}
