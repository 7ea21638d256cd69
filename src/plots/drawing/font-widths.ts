/**
 * Advance widths of Liberation Sans 2.1.5, which has the metrics of Arial: for each range of code points its first one, then two
 * base-36 digits a character in thousandths of an em, rounded up; `00` where the font has no glyph or the glyph has no width.
 * Read from the `cmap` and `hmtx` tables of the shipped fonts; a test reads them again.
 */
export const FONT_WIDTHS: readonly { readonly first: number; readonly regular: string; readonly bold: string }[] = [
  {
    first: 0x20,
    regular:
      "7q7q9vfhfhoqij5b9a9aaug87q9a7q7qfhfhfhfhfhfhfhfhfhfh7q7qg8g8g8fhs8ijijk3k3ijgzlmk37qdwijfhn6k3lmijlmk3ijgzk3ijq8ijijgz7q7q7qd2fh9afhfhdwfhfh7qfhfh6767dw67n6fhfhfhfh9adw7qfhdwk3dwdwdw9a789ag8",
    bold: "7q9ad7fhfhoqk36m9a9aaug87q9a7q7qfhfhfhfhfhfhfhfhfhfh9a9ag8g8g8gzr4k3k3k3k3ijgzlmk37qfhk3gzn6k3lmijlmk3ijgzk3ijq8ijijgz9a7q9ag8fh9afhgzfhgzfh9agzgz7q7qfh7qoqgzgzgzgzaufh9agzfhlmfhfhdwau7saug8",
  },
  {
    first: 0xa0,
    regular:
      "7q9afhfhfhfh78fh9akhabfhg89akhfdb4f99a9a9ag1ey9a9a9aa6fhn6n6n6gzijijijijijijrsk3ijijijij7q7q7q7qk3k3lmlmlmlmlmg8lmk3k3k3k3ijijgzfhfhfhfhfhfhoqdwfhfhfhfh7q7q7q7qfhfhfhfhfhfhfhf9gzfhfhfhfhdwfhdwijfhijfhijfhk3dwk3dwk3dwk3dwk3h3k3fhijfhijfhijfhijfhijfhlmfhlmfhlmfhlmfhk3fhk3fh7q7q7q7q7q7q7q677q7qkfccdw67ijdwdwfh67fh67fh84fh9afh67k3fhk3fhk3fhgtk4fhlmfhlmfhlmfhrsq8k39ak39ak39aijdwijdwijdwijdwgz7qgzafgz7qk3fhk3fhk3fhk3fhk3fhk3fhq8k3ijdwijgzdwgzdwgzdw67",
    bold: "7q9afhfhfhfh7sfh9akhabfhg89akhfdb4f99a9a9ag1fh9a9a9aa6fhn6n6n6gzk3k3k3k3k3k3rsk3ijijijij7q7q7q7qk3k3lmlmlmlmlmg8lmk3k3k3k3ijijgzfhfhfhfhfhfhoqfhfhfhfhfh7q7q7q7qgzgzgzgzgzgzgzf9gzgzgzgzgzfhgzfhk3fhk3fhk3fhk3fhk3fhk3fhk3fhk3jzk3gzijfhijfhijfhijfhijfhlmgzlmgzlmgzlmgzk3gzk3gz7q7q7q7q7q7q7q7q7q7qltfhfh7qk3fhfhgz7qgz7qgzaqgzdcgz7qk3gzk3gzk3gzjpk4gzlmgzlmgzlmgzrsq8k3auk3auk3auijfhijfhijfhijfhgz9agzdcgz9ak3gzk3gzk3gzk3gzk3gzk3gzq8lmijfhijgzdwgzdwgzdw7q",
  },
  {
    first: 0x18f,
    regular: "kxgtgzfh",
    bold: "k7hfgzfh",
  },
  {
    first: 0x218,
    regular: "ijdwgz7q",
    bold: "ijfhgz9a",
  },
  {
    first: 0x2c6,
    regular: "9a9a9a9a9a9a9a9a9a9a7q7q9a9a9a9a9a9a9a9a9a9a9a9a",
    bold: "9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a9a",
  },
  {
    first: 0x386,
    regular:
      "ik7qltnaao00lj00nskx67ijijfbikijgzk3lm7qijikn6k3i2lmk3ij00h7gzijm6ijn8ks7qijg3cefh67f7g3g0dwfhcec9fhfh67dwdwg1dwcgfhj6ftdeh6b0f7i1eljtlp67f7fhf7lp",
    bold: "k39anqp6d600mx00psna7qk3k3gqjzijgzk3lm7qk3ijn6k3hwlmk3ij00gpgzijmtijmima7qijh3ckgz7qg7h3gzfhgvd7ctgzf17qfifhh0fhcegzlah7ehj1cfg7jwg0kynh7qg7gzg7nh",
  },
  {
    first: 0x400,
    regular:
      "ijiko1f2jzij7q7qdwtes3nrg7jzhojziji9ijf2iuijpogtjzjzg7i9n6k3lmjzijk3gzhol5ijkkijphq2m0omi9jzs3k3fhfxesa5g8fhilcrfjfjc6g8j4fdfhf2fhdwcrdwmvdwfxehmbmvhdjzehe7kuf2fhfhfha5e7dw677q67p7mlfhc6fjdwfd",
    bold: "ijilomfrjsij7q7ofhuetjobgzjzhbjzk3jzk3frjtijp4hfjzjzgzjin6k3lmjzijk3gzhbnqijkbjjrxsco6r8jzjssojzfhh6h3blhnfhjpduh3h3dxhokkgtgzgtgzfhdmfhobfhh3g5n6ngkanrh3fdnrg8fhfhgzblfdfh7q7u7qqxp7gzdxh3fhgt",
  },
  {
    first: 0x490,
    regular: "dlbgf2a5",
    bold: "djcffrbl",
  },
  {
    first: 0x5d0,
    regular: "hggnbrffhm7890ibi578eveleqivj478aui8g7hcgye0f5geevkaj7",
    bold: "izhtdcg7is8ea6jhj48eg1fefwk1k78ec0jfh7iri4fbgxi6g1mejy",
  },
  {
    first: 0x1e80,
    regular: "q8k3q8k3q8k3",
    bold: "q8lmq8lmq8lm",
  },
  {
    first: 0x1ea0,
    regular:
      "ijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfhijfh7q677q67lmfhlmfhlmfhlmfhlmfhlmfhlmfhnui8nui8nui8nui8nui8k3fhk3fhnrimnrimnrimnrimnrimijdwijdwijdwijdw",
    bold: "k3fhk3fhk3fhk3fhk3fhk3fhk3fhk3fhk3fhk3fhk3fhk3fhijfhijfhijfhijfhijfhijfhijfhijfh7q7q7q7qlmgzlmgzlmgzlmgzlmgzlmgzlmgznqjrnqjrnqjrnqjrnqjrk3gzk3gzn2k5n2k5n2k5n2k5n2k5ijfhijfhijfhijfh",
  },
  {
    first: 0x2009,
    regular: "5l2c00000000009a00fhfhrsrsbifd676767679a9a9a9afhfh9r",
    bold: "5l2c00000000009a00fhfhrsrsdufd7q7q7q7qdwdwdwdwfhfh9r",
  },
  {
    first: 0x2026,
    regular: "rs00000000000000005lrs00589v9v000000009a9a",
    bold: "rs00000000000000005lrs006odcdc000000009a9a",
  },
  {
    first: 0x20ac,
    regular: "fh",
    bold: "fh",
  },
  {
    first: 0x2116,
    regular: "ttkh00000000000000000000rs",
    bold: "uzkh00000000000000000000rs",
  },
  {
    first: 0x2190,
    regular: "rsdwrsdwrsdw",
    bold: "rsdwrsdwrsdw",
  },
  {
    first: 0x2200,
    regular: "0000dr000000h00000000000000000mw00jtg8",
    bold: "0000dr000000h00000000000000000mw00jtg8",
  },
  {
    first: 0x2248,
    regular: "f90000000000000000000000000000000000000000000000f9g8rs00f9f9",
    bold: "f90000000000000000000000000000000000000000000000f9g8rs00f9f9",
  },
];
