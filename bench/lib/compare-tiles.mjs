// Compares two makers' vector tiles: reads *.ours and *.theirs of a folder and says which features differ.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// The page's tools have the reader.
const page = createRequire(new URL('../../web/package.json', import.meta.url));
const { VectorTile } = await import(page.resolve('@mapbox/vector-tile'));
const { PbfReader } = await import(page.resolve('pbf'));

/** The features of a tile by id, with the bounds of each on the grid of the tile. */
function features(file) {
  const bytes = readFileSync(file);
  const found = new Map();
  if (bytes.length === 0) {
    return found;
  }
  const layer = new VectorTile(new PbfReader(bytes)).layers.parcel;
  for (let k = 0; layer && k < layer.length; k++) {
    const feature = layer.feature(k);
    feature.loadGeometry();
    found.set(feature.properties.id, feature.bbox());
  }
  return found;
}

/** How far the bounds of a feature lie apart, in cells of a tile's 4096. */
function apart(one, other) {
  return Math.max(...one.map((edge, k) => Math.abs(edge - other[k])));
}

const folder = process.argv[2];
const names = readdirSync(folder).filter((name) => name.endsWith('.ours'));
const sum = { ours: 0, theirs: 0, onlyOurs: [], onlyTheirs: [], apart: 0, farthest: '' };
for (const name of names) {
  const ours = features(join(folder, name));
  const theirs = features(join(folder, name.replace('.ours', '.theirs')));
  sum.ours += ours.size;
  sum.theirs += theirs.size;
  for (const [id, box] of ours) {
    if (theirs.has(id)) {
      const distance = apart(box, theirs.get(id));
      if (distance > sum.apart) {
        sum.apart = distance;
        sum.farthest = `${name.split('.')[0]} ${id} ${box} and ${theirs.get(id)}`;
      }
    } else {
      sum.onlyOurs.push(`${name.split('.')[0]} ${id} ${box}`);
    }
  }
  for (const [id, box] of theirs) {
    if (!ours.has(id)) {
      sum.onlyTheirs.push(`${name.split('.')[0]} ${id} ${box}`);
    }
  }
}
console.log(
  `${names.length} tiles read by @mapbox/vector-tile: ${sum.ours} features of the service, ${sum.theirs} of ST_AsMVT, ` +
    `${sum.onlyOurs.length} only of the service, ${sum.onlyTheirs.length} only of ST_AsMVT, ` +
    `bounds at most ${sum.apart} cells apart (${sum.farthest})`,
);
for (const line of [...sum.onlyOurs.slice(0, 5), ...sum.onlyTheirs.slice(0, 5)]) {
  console.log(`  ${line}`);
}
