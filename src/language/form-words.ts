/** Words of the form that experts fill in offline. */
const en = {
  sheets: { scores: "Scores", confidence: "Confidence", definitions: "Definitions" },
  question: "Does the row variable directly influence the column variable, and how strongly?",
  confidenceQuestion: "How sure are you of each score?",
  roundOf: (name: string, round: number) => `${name} · round ${round}`,
  axis: "Influence of ↓ on →",
  /** Meanings of 0, 1, 2 and 3 where the study names none. */
  scores: ["No direct influence", "Weak influence", "Moderate influence", "Strong influence"],
  potential: "Potential influence: none today, plausible later",
  dontKnow: "I do not know",
  blank: "Not scored yet",
  confidence: ["Conjecture", "Plausible judgement", "Well established"],
  notAssigned: "Hatched: not yours to score",
  offScale: "Not on the scale",
  allowed: (values: string) => `A cell takes ${values}, or stays blank.`,
  howTo: "How to fill in",
  steps: (scores: string, confidence: string | null) => [
    `On the sheet “${scores}”, go along each row: for every column, answer the question at the top. Cells still to be scored are shaded.`,
    "Score direct influences only, those that pass through no third variable.",
    "0 is an answer, and so is “?” (I do not know). A blank cell means that you have not answered yet.",
    ...(confidence === null ? [] : [`On the sheet “${confidence}”, say how sure you are: from 1 to 3, or blank.`]),
    "Hatched cells are not yours to score, and the diagonal stays blank.",
    "Rows, columns and codes must stay as they are; there is no need to lift the sheets’ protection.",
    "Save the file as .xlsx and send it back from your page, as often as you like: only what you have changed is taken.",
  ],
  scale: "Scale",
  confidenceScale: "Confidence",
  value: "Value",
  meaning: "Meaning",
  variables: "Variables",
  code: "Code",
  name: "Name",
  block: "Block",
  definition: "Definition",
};

export type FormWords = typeof en;

const fr: FormWords = {
  sheets: { scores: "Notation", confidence: "Confiance", definitions: "Définitions" },
  question: "La variable en ligne influence-t-elle directement la variable en colonne, et avec quelle force\u00A0?",
  confidenceQuestion: "À quel point êtes-vous sûr de chaque note\u00A0?",
  roundOf: (name, round) => `${name} · tour ${round}`,
  axis: "Influence de ↓ sur →",
  scores: ["Aucune influence directe", "Influence faible", "Influence moyenne", "Influence forte"],
  potential: "Influence potentielle\u00A0: absente aujourd’hui, plausible plus tard",
  dontKnow: "Je ne sais pas",
  blank: "Pas encore noté",
  confidence: ["Conjecture", "Jugement plausible", "Bien établi"],
  notAssigned: "Hachuré\u00A0: ne vous est pas attribué",
  offScale: "Hors de l’échelle",
  allowed: (values) => `Une case prend ${values}, ou reste vide.`,
  howTo: "Comment remplir",
  steps: (scores, confidence) => [
    `Sur la feuille «\u00A0${scores}\u00A0», parcourez chaque ligne\u00A0: pour chaque colonne, répondez à la question posée en haut. Les cases à noter sont teintées.`,
    "Ne notez que les influences directes, celles qui ne passent par aucune autre variable.",
    "0 est une réponse, et «\u00A0?\u00A0» aussi (je ne sais pas). Une case vide veut dire que vous n’avez pas encore répondu.",
    ...(confidence === null
      ? []
      : [`Sur la feuille «\u00A0${confidence}\u00A0», dites à quel point vous êtes sûr\u00A0: de 1 à 3, ou vide.`]),
    "Les cases hachurées ne vous sont pas attribuées, et la diagonale reste vide.",
    "Lignes, colonnes et codes doivent rester tels quels\u00A0; il n’est pas utile d’ôter la protection des feuilles.",
    "Enregistrez le fichier au format .xlsx et renvoyez-le depuis votre page, autant de fois que vous voulez\u00A0: seul ce que vous avez changé est repris.",
  ],
  scale: "Échelle",
  confidenceScale: "Confiance",
  value: "Note",
  meaning: "Sens",
  variables: "Variables",
  code: "Code",
  name: "Nom",
  block: "Bloc",
  definition: "Définition",
};

export const FORM_WORDS = { en, fr };
