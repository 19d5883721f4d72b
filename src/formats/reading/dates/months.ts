import { normalizeName } from "../../../text/names.ts";

/**
 * Names and abbreviations in English, French, German, Russian and Spanish; below them in Italian, Portuguese, Dutch, Swedish,
 * Polish, Ukrainian and Turkish. No word stands for two months.
 */
const months = [
  `January Jan Januar Jänner janvier janv enero ene январь января янв
   gennaio gen janeiro januari styczeń stycznia sty січень січня Ocak`,
  `February Feb Februar février févr fév febrero февраль февраля февр фев
   febbraio fevereiro fev februari luty lutego lut лютий лютого Şubat`,
  `March Mar März Mrz mars marzo март марта мар
   março maart mrt marzec marca березень березня Mart`,
  `April Apr avril avr abril abr апрель апреля апр
   aprile kwiecień kwietnia kwi квітень квітня Nisan`,
  `May Mai mayo май мая
   maggio mag maio mei maj maja травень травня Mayıs`,
  `June Jun Juni juin junio июнь июня июн
   giugno giu junho czerwiec czerwca cze червень червня Haziran`,
  `July Jul Juli juillet juil julio июль июля июл
   luglio lug julho lipiec lipca lip липень липня Temmuz`,
  `August Aug août agosto ago август августа авг
   augustus augusti sierpień sierpnia sie серпень серпня Ağustos`,
  `September Sept Sep septembre septiembre setiembre сентябрь сентября сент сен
   settembre sett setembro wrzesień września wrz вересень вересня Eylül`,
  `October Oct Oktober Okt octobre octubre октябрь октября окт
   ottobre ott outubro out październik października paź жовтень жовтня Ekim`,
  `November Nov novembre noviembre ноябрь ноября нояб ноя
   novembro listopad listopada lis листопад листопада Kasım`,
  `December Dec Dezember Dez décembre déc diciembre dic декабрь декабря дек
   dicembre dezembro grudzień grudnia gru грудень грудня Aralık`,
];

const numbers = new Map(
  months.flatMap((names, i) => names.split(/\s+/).map((name): [string, string] => [normalizeName(name), `${i + 1}`])),
);

/** Returns the number of a month, from "1", by one of its names in the form of `normalizeName`. */
export function monthOf(normalized: string): string | undefined {
  return numbers.get(normalized);
}
