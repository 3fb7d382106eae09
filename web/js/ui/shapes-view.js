// ui/shapes-view.js: the small picture of shapes, with its key, as a template.
import { html, nothing, svg } from '/webjars/lit-html/lit-html.js';
import { drawShapes } from './shapes.js';

/**
 * @param {readonly {kind: 'before' | 'after' | 'mine' | 'added' | 'removed', words: string, geometry: import('../types.js').Geometry | null | undefined}[]} shapes
 * @param {string} label what the picture shows
 */
export function shapesView(shapes, label) {
  const picture = drawShapes(shapes);
  if (!picture) {
    return nothing;
  }
  const { width, height, paths } = picture;
  const shown = new Set(paths.map(({ kind }) => kind));
  return html`<figure class="shapes">
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${label}>
      ${paths.map(({ kind, d }) => svg`<path class="shape-${kind}" d=${d} fill-rule="evenodd" />`)}
    </svg>
    <figcaption>
      ${shapes.filter(({ kind }) => shown.has(kind)).map(({ kind, words }) => html`<span class="shape-key"><i class="shape-sign shape-sign-${kind}"></i>${words}</span>`)}
    </figcaption>
  </figure>`;
}
