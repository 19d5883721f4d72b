import { normalizeName } from "../../../text/names.ts";

/** Names and abbreviations in English, French, German, Russian and Spanish. No word stands for two months. */
const months = [
  "January Jan Januar Jänner janvier janv enero ene январь января янв",
  "February Feb Februar février févr fév febrero февраль февраля февр фев",
  "March Mar März Mrz mars marzo март марта мар",
  "April Apr avril avr abril abr апрель апреля апр",
  "May Mai mayo май мая",
  "June Jun Juni juin junio июнь июня июн",
  "July Jul Juli juillet juil julio июль июля июл",
  "August Aug août agosto ago август августа авг",
  "September Sept Sep septembre septiembre setiembre сентябрь сентября сент сен",
  "October Oct Oktober Okt octobre octubre октябрь октября окт",
  "November Nov novembre noviembre ноябрь ноября нояб ноя",
  "December Dec Dezember Dez décembre déc diciembre dic декабрь декабря дек",
];

const numbers = new Map(
  months.flatMap((names, i) => names.split(" ").map((name): [string, string] => [normalizeName(name), `${i + 1}`])),
);

/** Returns the number of a month, from "1", by one of its names in the form of `normalizeName`. */
export function monthOf(normalized: string): string | undefined {
  return numbers.get(normalized);
}
