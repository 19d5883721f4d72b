import { wordList } from "../wordList.ts";

// Fictional placeNames and bodies, and the days and media that news mentions.

export const placeNames = wordList(`
Port Varn|Eastmere|Kalidor|Tessaly|Norvale|the capital|Lake District|the border town of Salt Ferry|Marrow County|
Dunmore|Ostrava Bay|the southern province|Greyhaven|Belport|northern Arvia|the old quarter|Wexmouth|Sandhaven|
Upper Tarn|the harbour town of Pell|Lindholm County|Fairwater|the eastern district|Mirador`);

export const nationalities = ["Arvian", "Kalidorian", "Tessalian", "Norvalian", "Belportian", "Ostran"] as const;

export const countries = ["Arvia", "Kalidor", "Tessaly", "Norvale", "Ostra", "Belmark"] as const;

export const organisations = wordList(`
the Ministry of Transport|the Harbour Authority|the Dockworkers' Union|Halden Foods|the Institute for River Studies|
the $NAT government|the United Front|the Supreme Court|the Health Agency|the central bank|Brill Capital|the police|
the army|the campaign|the company|the ministry|the foreign ministry|the White Pier Foundation|
the opposition Green League|the World Grain Council|$COUNTRY|the city council|the regional government|the committee|
the airline|the club|the university|the prosecutor's office|the Coast Guard|the electoral commission|
the Red Lantern group|the Teachers’ Federation|the Weather Office|Orbis Air|the Rivers Trust|
the National Audit Board|Marlow & Sons|the city’s housing agency|the Interior Ministry|the Fisheries Council|
the Cycling Union|the museum|the Road Safety Board|the World Seed Bank|the prison service|the hospital trust`);

export const outletsAndReporters = wordList(`
the Eastmere Gazette|the Port Varn Courier|Channel 6|the Arvian state news agency|Norvale Radio|The Daily Ledger|
reporters|the newspaper|local television|a radio station|the Herald`);

export const listeners = wordList(`
reporters|the committee|lawmakers|the court|a news conference|supporters|the Gazette|the council|a crowd in $PLACE|
delegates|journalists|Channel 6|the Courier|the panel|her colleagues|the audience|investors|parliament`);

export const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
