/** Words of the bar above the report that the server shows at its root. */
const en = {
  bar: "Motrice on this server",
  documentation: "API documentation",
  description: "OpenAPI",
  results: "Results as",
  language: "English",
};

export type HomeWords = typeof en;

const fr: HomeWords = {
  bar: "Motrice sur ce serveur",
  documentation: "Documentation de l’API",
  description: "OpenAPI",
  results: "Résultats en",
  language: "Français",
};

export const HOME_WORDS = { en, fr };
