import { SCORING_WORDS } from "../../../src/index.js";
import { wordsOf } from "../../language/language.js";
import { Dialog } from "../../parts/dialog.js";

/** All keys of the matrix. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const words = wordsOf(SCORING_WORDS);
  const { keys } = words;
  const list: readonly (readonly [readonly string[], string])[] = [
    [["0", "1", "2", "3", "P"], keys.score],
    [["?"], keys.unknown],
    [["Delete"], keys.clear],
    [["←", "↑", "→", "↓"], keys.move],
    [["Tab", "Shift+Tab"], keys.next],
    [["Home", "End"], keys.edges],
    [["PageUp", "PageDown"], keys.pages],
    [["Ctrl+←", "Ctrl+→"], keys.block],
    [["Shift+←", "Shift+→"], keys.select],
    [["Ctrl+Z", "Ctrl+Y"], keys.undo],
    [["N"], keys.note],
    [["C"], keys.confidence],
    [["/", "A–Z"], keys.find],
    [["Ctrl+C", "Ctrl+V"], keys.copyPaste],
    [["Esc"], keys.leave],
  ];
  const inWords = (name: string) =>
    name
      .split("+")
      .map((key) => words.keyNames[key] ?? key)
      .join("+");
  return (
    <Dialog title={words.helpTitle} onClose={onClose}>
      <table class="keys">
        <tbody>
          {list.map(([names, what]) => (
            <tr key={what}>
              <td>
                {names.map((name) => (
                  <kbd key={name}>{inWords(name)}</kbd>
                ))}
              </td>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
