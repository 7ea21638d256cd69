interface MediaRange {
  readonly type: string;
  readonly subtype: string;
  readonly quality: number;
}

/**
 * Which of the media types on offer suits an Accept header best (RFC 9110, section 12.5.1)?
 *
 * The most specific range that matches a type gives its quality; the highest quality wins, and among equals the first on offer.
 * A missing or empty header accepts all. Parameters other than `q` are not looked at. Returns null where nothing is accepted.
 *
 * @example
 * chooseMediaType("text/*;q=0.5, application/json", ["text/html", "application/json"]); // "application/json"
 */
export function chooseMediaType<Type extends string>(
  accept: string | undefined,
  offered: readonly Type[],
): Type | null {
  if (accept === undefined || accept.trim() === "") return offered[0] ?? null;
  const ranges = parseAccept(accept);
  let best: Type | null = null;
  let bestQuality = 0;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > bestQuality) {
      best = type;
      bestQuality = quality;
    }
  }
  return best;
}

/** Ranges beyond this many are not looked at: no client sends them. */
const MAX_RANGES = 100;

function parseAccept(accept: string): MediaRange[] {
  const ranges: MediaRange[] = [];
  for (const part of accept.split(",", MAX_RANGES)) {
    const [range = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
    const [type, subtype, rest] = range.split("/");
    if (!type || !subtype || rest !== undefined) continue;
    const q = parameters.find((parameter) => /^q\s*=/.test(parameter));
    ranges.push({ type, subtype, quality: q === undefined ? 1 : parseQuality(q.slice(q.indexOf("=") + 1).trim()) });
  }
  return ranges;
}

function parseQuality(text: string): number {
  return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(text) ? Number(text) : 0;
}

function qualityOf(mediaType: string, ranges: readonly MediaRange[]): number {
  const [type, subtype] = mediaType.split("/");
  let quality = 0;
  let specificity = 0;
  for (const range of ranges) {
    const matches = (range.type === type || range.type === "*") && (range.subtype === subtype || range.subtype === "*");
    const specific = range.type === "*" ? 1 : range.subtype === "*" ? 2 : 3;
    if (matches && specific > specificity) {
      quality = range.quality;
      specificity = specific;
    }
  }
  return quality;
}

/**
 * Which of the languages on offer suits an Accept-Language header best (RFC 4647, basic filtering)? The first on offer where none does.
 *
 * @example
 * chooseLanguage("de, en-GB;q=0.8", ["fr", "en"]); // "en"
 */
export function chooseLanguage<Tag extends string>(header: string | undefined, offered: readonly Tag[]): Tag {
  let best = offered[0]!;
  let bestQuality = 0;
  for (const part of (header ?? "").split(",", MAX_RANGES)) {
    const [tag = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
    const q = parameters.find((parameter) => /^q\s*=/.test(parameter));
    const quality = q === undefined ? 1 : parseQuality(q.slice(q.indexOf("=") + 1).trim());
    const match = tag === "*" ? offered[0] : offered.find((language) => tag.split("-")[0] === language);
    if (match !== undefined && quality > bestQuality) {
      best = match;
      bestQuality = quality;
    }
  }
  return best;
}
