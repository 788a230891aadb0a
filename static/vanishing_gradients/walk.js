// Where the tiles of /vanishing_gradients stand, and how strong they are. Pure functions.

// How strongly a tile is filled: its share of the error at the last layer, all of it where the error has grown.
// null is a share that no number holds.
export const strength = (share) => (share === null ? 1 : Math.min(1, Math.max(0, share)));

// Every so many tiles there is room for a label.
export const every = (pitch, room) => Math.max(1, Math.ceil(room / pitch));

// The layer under a pixel; layer 1 is the first from the left.
export const layerAt = (pixel, width, depth) =>
  Math.min(depth, Math.max(1, Math.floor((pixel / width) * depth) + 1));
