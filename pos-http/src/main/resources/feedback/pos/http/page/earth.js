// Where things lie on a map that keeps angles.
export const WORLD = 256;
export const NEAREST = 18;
const MOST_NORTH = 85.05;

/** How far north a latitude lies on a map that keeps angles, as a part of the world's width. */
export function mercator(lat) {
  const kept = Math.max(-MOST_NORTH, Math.min(MOST_NORTH, lat));
  return Math.log(Math.tan(Math.PI / 4 + kept * Math.PI / 360)) / (2 * Math.PI);
}

export function latitude(north) {
  const lat = Math.atan(Math.exp(north * 2 * Math.PI)) * 360 / Math.PI - 90;
  return Math.max(-MOST_NORTH, Math.min(MOST_NORTH, lat));
}

export function turned(lon) {
  return ((lon + 180) % 360 + 360) % 360 - 180;
}

/** The view in which all of it is seen. */
export function fitting(geometries, size) {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const geometry of geometries) {
    for (const ring of geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : geometry.coordinates) {
      for (const [lon, lat] of ring) {
        west = Math.min(west, lon);
        east = Math.max(east, lon);
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
    }
  }
  if (west >= east || south >= north) {
    return { lon: 60, lat: 55, zoom: 2 };
  }
  const wide = size.width / WORLD / ((east - west) / 360);
  const high = size.height / WORLD / (mercator(north) - mercator(south));
  return {
    lon: (west + east) / 2,
    lat: latitude((mercator(south) + mercator(north)) / 2),
    zoom: Math.max(0, Math.min(NEAREST, Math.log2(Math.min(wide, high) * 0.94))),
    crosses: east - west > 180,
  };
}

/** Those cells in which more lies than a slip of the pen in some place far away. */
export function common(features) {
  const all = features.reduce((sum, each) => sum + (each.properties.count ?? 0), 0);
  const many = features.filter((each) => (each.properties.count ?? 0) >= all / 200);
  return many.length > 0 ? many : features;
}
