import type { Api } from "./api.ts";

/** The mutations of sources, articles, speakers and topics, each with the fields of the noun that tests read. */
export const NOUN_MUTATIONS: Record<string, string> = {
  sourceCreate: "source { id slug name }",
  sourceUpdate: "source { id slug name }",
  articleCreate: "article { id url headline }",
  articleUpdate: "article { id url headline } passages { fate appearance { id passage { exact start } } }",
  speakerCreate: "speaker { id slug name }",
  speakerUpdate: "speaker { id slug name }",
  topicCreate: "topic { id slug name }",
  topicUpdate: "topic { id slug name }",
  topicMove: "topic { id slug broader { slug } }",
};

/** Returns functions that run the mutations. */
export function nounMutations(api: () => Api) {
  return {
    /** Runs a mutation and returns its payload. */
    async mutate(name: string, input: object) {
      const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input!`;
      const query = `mutation ($input: ${type}) { ${name}(input: $input) { ${NOUN_MUTATIONS[name]} userErrors { code field message } } }`;
      return (await api().ask(query, { input }))[name];
    },
    /** Returns the id and version that an update of the noun needs. */
    async seen(field: "source" | "speaker" | "topic" | "article", key: string) {
      const by = field === "article" ? "url" : "slug";
      const answer = await api().ask(`query ($key: String!) { ${field}(by: { ${by}: $key }) { id version } }`, { key });
      return { id: answer[field].id as string, expectedVersion: answer[field].version as string };
    },
  };
}
