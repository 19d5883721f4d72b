/** The filters of this many subscribers, no two the same: in each ten, four speakers, four topics, a speaker on a topic, a word. */
export function distinctFilters(count, { speakers, topics }) {
  // Past the last speaker or topic it begins again, and asks a second thing of the statement that leaves it the same.
  const kinds = {
    speaker: (i) => ({ speaker: [`speaker-${(i % speakers) + 1}`], ...(i >= speakers && inEnglish(i)) }),
    topic: (i) => ({ topic: [`topic-${(i % topics) + 1}`], ...(i >= topics && inEnglish(i)) }),
    both: (i) => ({ speaker: [`speaker-${(i % 50) + 1}`], topic: [`topic-${Math.floor(i / 50) + 1}`] }),
    word: (i) => ({ text: String(i) }),
  };
  const shares = ["speaker", "topic", "speaker", "topic", "speaker", "topic", "speaker", "topic", "both", "word"];
  const used = { speaker: 0, topic: 0, both: 0, word: 0 };
  return Array.from({ length: count }, (_, i) => {
    const kind = shares[i % shares.length];
    used[kind] += 1;
    return kinds[kind](used[kind] - 1);
  });
}

function inEnglish(i) {
  return { language: ["en", `x-${i}`] };
}
