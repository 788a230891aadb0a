// The rules of the features to pick: what a click picks, and where a bar begins and ends. No nodes.

export const has = (picked, features) => features.every((feature) => picked.includes(feature));

export const same = (one, other) => one.length === other.length && has(one, other);

// What is picked after a click. Alone: this entry and nothing else, or nothing if it was alone already.
// Several: the entry is added, or taken out.
export function afterClick(picked, features, several) {
  if (!several) return same(picked, features) ? [] : [...features];
  if (has(picked, features)) return picked.filter((feature) => !features.includes(feature));
  return [...new Set([...picked, ...features])];
}

// Whether what is picked is nothing, or one entry of the list.
export const isOne = (picked, entries) => !picked.length || entries.some((entry) => same(picked, entry.features));

// The range of the bars: from 0, or less if something made it worse, to the whole gap or more.
export function rangeOf(values) {
  const known = values.filter((value) => value !== null);
  return [Math.min(0, ...known), Math.max(0, ...known)];
}

// Left and right end of a bar, in percent of the width; the longest takes three quarters of it.
export function barOf(value, [least, most]) {
  if (value === null || most === least) return [0, 0];
  const place = (v) => (75 * (v - least)) / (most - least);
  const ends = [place(0), place(value)];
  return [Math.min(...ends), Math.max(...ends)];
}
