/**
 * The columns that are read, with their other names; docs/import/csv.md lists the English ones. The lines below them are in
 * German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish and Russian, in this order.
 */
export const columnAliases = {
  speaker: [
    ...["speakers", "speaker name", "said by", "spoken by", "attributed to", "who", "who said it", "person", "name"],
    ...["Sprecher", "Sprecherin", "Redner", "Wer", "gesagt von"],
    ...["locuteur", "orateur", "qui", "personne", "dit par", "hablante", "orador", "quién", "persona", "dicho por"],
    ...["parlante", "oratore", "chi", "detto da", "falante", "quem", "pessoa", "dito por", "spreker", "wie", "persoon"],
    ...["talare", "vem", "mówca", "kto", "osoba", "спикер", "кто", "говорящий", "оратор", "автор цитаты"],
  ],
  text: [
    ...["quote", "quotes", "quotation", "statement", "words", "wording", "what was said", "tweet", "full text"],
    ...["Zitat", "Zitate", "Aussage", "Wortlaut", "Äußerung", "citation", "texte", "propos", "déclaration"],
    ...["cita", "texto", "declaración", "frase", "citazione", "testo", "dichiarazione", "citação", "declaração"],
    ...["citaat", "tekst", "uitspraak", "citat", "uttalande", "cytat", "wypowiedź", "цитата", "текст", "высказывание"],
  ],
  date: [
    ...["day", "when", "created at", "date posted", "posted at", "posted on", "timestamp", "datetime", "date time"],
    ...["Datum", "Tag", "jour", "fecha", "día", "data", "giorno", "dia", "dag", "dzień", "дата", "день"],
  ],
  saidOn: [
    ...["said at", "date said", "spoken on"],
    ...["gesagt am", "dit le", "dicho el", "detto il", "dito em", "gezegd op", "sagt den", "powiedziano", "сказано"],
  ],
  publishedOn: [
    ...["published", "published at", "date published", "publication date", "publish date", "pub date"],
    ...["veröffentlicht am", "veröffentlicht", "erschienen am", "publié le", "date de publication"],
    ...["publicado el", "fecha de publicación", "pubblicato il", "data di pubblicazione", "publicado em"],
    ...["data de publicação", "gepubliceerd op", "publicerad", "data publikacji", "opublikowano"],
    ...["опубликовано", "дата публикации"],
  ],
  kind: [
    ...["type", "quote type", "quote kind", "Art", "Typ", "Zitatart", "type de citation", "tipo", "soort", "slag"],
    ...["rodzaj", "тип", "вид"],
  ],
  headline: [
    ...["title", "heading", "article", "article title", "Überschrift", "Titel", "Schlagzeile", "titre", "titular"],
    ...["título", "titolo", "manchete", "kop", "rubrik", "tytuł", "nagłówek", "заголовок", "название"],
  ],
  url: [
    ...["link", "address", "web address", "article url", "uri", "href", "permalink", "Adresse", "Webadresse", "lien"],
    ...["enlace", "dirección", "indirizzo", "collegamento", "endereço", "ligação", "adres", "länk", "adress"],
    ...["odnośnik", "ссылка", "адрес"],
  ],
  source: [
    ...["publisher", "publication", "outlet", "newspaper", "medium", "media", "source name", "Quelle", "Zeitung"],
    ...["journal", "éditeur", "fuente", "medio", "periódico", "fonte", "giornale", "testata", "jornal", "veículo"],
    ...["bron", "krant", "källa", "tidning", "źródło", "gazeta", "источник", "издание", "газета"],
  ],
  wire: [
    ...["agency", "news agency", "wire service", "Agentur", "Nachrichtenagentur", "agence", "agence de presse"],
    ...["agencia", "agenzia", "agência", "agentschap", "persbureau", "nyhetsbyrå", "agencja", "агентство"],
  ],
  topics: [
    ...["topic", "tags", "tag names", "subject", "subjects", "about", "keywords", "Thema", "Themen", "Schlagwörter"],
    ...["sujet", "sujets", "thème", "mots clés", "tema", "temas", "temi", "argomento", "assunto", "onderwerp"],
    ...["ämne", "temat", "tematy", "тема", "темы"],
  ],
  addressees: [
    ...["to", "addressed to", "An", "gerichtet an", "adressé à", "dirigido a", "rivolto a", "dirigido para"],
    ...["aan", "gericht aan", "till", "riktat till", "do", "do kogo", "кому", "к кому"],
  ],
  via: [
    ...["by way of", "relayed by", "über", "durch Vermittlung von", "par l'intermédiaire de", "a través de", "tramite"],
    ...["através de", "door tussenkomst van", "genom", "za pośrednictwem", "через"],
  ],
  occasion: [
    ...["at", "event", "venue", "said during", "Anlass", "Veranstaltung", "Ereignis", "événement", "evento"],
    ...["ocasión", "occasione", "ocasião", "gelegenheid", "evenement", "tillfälle", "okazja", "wydarzenie", "событие"],
  ],
  stance: ["stances", "for or against", "position on"],
  inReplyTo: [
    ...["reply to", "responds to", "in response to", "answer to", "als Antwort auf", "Antwort auf", "en réponse à"],
    ...["en respuesta a", "in risposta a", "em resposta a", "als antwoord op", "som svar på", "w odpowiedzi na"],
    ...["в ответ на"],
  ],
  id: ["row id"],
  role: [
    ...["office", "position", "job title", "speaker role", "Amt", "Funktion", "Rolle", "fonction", "poste", "cargo"],
    ...["ruolo", "carica", "função", "functie", "befattning", "roll", "stanowisko", "funkcja", "должность"],
  ],
  addressee: [
    ...["said to", "spoken to", "audience", "recipient", "Adressat", "Empfänger", "gesagt zu", "destinataire"],
    ...["destinatario", "destinatário", "geadresseerde", "mottagare", "adresat", "адресат"],
  ],
  language: ["lang", "Sprache", "langue", "idioma", "lengua", "lingua", "língua", "taal", "språk", "język", "язык"],
  attribution: ["attribution text", "attributed as"],
  cue: ["reporting verb", "verb"],
  passage: ["as printed"],
  speakerStatus: [],
} as const satisfies Record<string, readonly string[]>;

/** A column that is read. */
export type Column = keyof typeof columnAliases;

export const columnNames = Object.keys(columnAliases) as Column[];
