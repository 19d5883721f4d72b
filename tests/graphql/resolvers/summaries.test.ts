import { expect, test } from "@jest/globals";
import { openApi } from "../../helpers/api.ts";
import { world } from "../../helpers/world.ts";

const api = openApi(world);

test("smoke", async () => {
  const data = await api.ask(`{ statements(first: 1) { totalCount facets {
    speakers { count isSelected node { name } } topics { count node { name } } publishers { count node { name } } wires { count node { name } }
    kinds { count value } languages { count value } speakerStatuses { count value } roles { count value isSelected } years { count value } isExact }
    timeline(interval: AUTO, splitBy: SPEAKER, top: 2) { interval undatedCount buckets { startsOn endsOn count } series { isRest speaker { name } buckets { startsOn count } } }
    y: timeline(interval: YEAR, splitBy: TOPIC) { buckets { startsOn count } series { isRest topic { name } buckets { startsOn count } } }
    k: timeline(interval: YEAR, splitBy: KIND) { buckets { startsOn count } series { isRest kind buckets { startsOn count } } }
    p: timeline(interval: YEAR, splitBy: PUBLISHER) { buckets { startsOn count } series { isRest source { name } buckets { startsOn count } } }
  } }`);
  console.log(JSON.stringify(data, null, 1));
  expect(data).toBeDefined();
});
