/** The headline query, by which the archive is measured; the page opens with it. */
export const exampleQuery = `# Who said what, about what, when, and where is it printed?
{
  statements(filter: { speaker: ["Putin"], topic: ["Idlib"] }) {
    totalCount
    nodes {
      text
      kind
      saidAt
      speaker { name }
      speakerRole
      firstAppearance {
        passage { exact url }
        article {
          headline
          publishedAt
          source { name }
          wire { name }
        }
      }
    }
    matched {
      speakers { name slug }
      topics { name slug }
      unmatched
    }
  }
}
`;
