/** Letters without accents and in small, so that "ecologie" finds "Écologie". */
export function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
