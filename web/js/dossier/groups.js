// dossier/groups.js: groups that other rooms add to the object panel, each with a heading of its own and mounted once.
// A room adds one by a module that exports a Group, and its name in main.js.
import { html, nothing } from '/webjars/lit-html/lit-html.js';

/**
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('../types.js').Dossier} Dossier
 *
 * @typedef {object} Group
 * @property {string} id such as `files`; the section's `data-group`
 * @property {string} [title] key of the words of its heading; left out: it has none, and stands above, below the steps
 * @property {(dossier: Dossier, deps: Deps) => boolean} [shown] whether this object has it; left out: every object
 * @property {(host: HTMLElement, deps: Deps, dossier: Dossier, door: GroupDoor) => MountedGroup} mount fills it below its heading
 *
 * @typedef {object} GroupDoor
 * @property {(count: number | null) => void} count a number beside the heading
 * @property {() => void} reload the object has changed: the panel asks for it anew
 *
 * @typedef {object} MountedGroup
 * @property {(dossier: Dossier) => void} update the same object as it is now, or in another language
 * @property {() => void} unmount
 */

/** Stands for a group until it is mounted. @type {MountedGroup} */
const UNFINISHED = { update() {}, unmount() {} };

/**
 * The places of the groups without a heading.
 *
 * @param {readonly Group[]} groups
 * @param {Dossier} dossier
 * @param {Deps} deps
 */
export function noticesView(groups, dossier, deps) {
  return groups
    .filter(({ title, shown }) => !title && (shown?.(dossier, deps) ?? true))
    .map(({ id }) => html`<div class="panel-notice" data-group=${id}><div class="group-body"></div></div>`);
}

/**
 * The sections of the groups with a heading, empty but for that.
 *
 * @param {readonly Group[]} groups
 * @param {Dossier} dossier
 * @param {Deps} deps
 * @param {ReadonlyMap<string, number>} counts
 */
export function groupsView(groups, dossier, deps, counts) {
  return groups
    .filter(({ title, shown }) => title && (shown?.(dossier, deps) ?? true))
    .map(
      ({
        id,
        title = '',
      }) => html`<section class="panel-section" data-group=${id} aria-labelledby="group-${id}">
        <h3 id="group-${id}" tabindex="-1">
          ${deps.i18n.t(title)}${counts.has(id) ? html`<span class="count">${counts.get(id)}</span>` : nothing}
        </h3>
        <div class="group-body"></div>
      </section>`,
    );
}

/**
 * Keeps what is mounted in step with the sections that are there.
 *
 * @param {readonly Group[]} groups
 * @param {Deps} deps
 * @param {{count: (id: string, count: number | null) => void, reload: () => void}} panel
 */
export function createGroups(groups, deps, panel) {
  /** @type {Map<string, {host: Element, dossier: Dossier, lang: string, mounted: MountedGroup}>} */
  const there = new Map();

  return {
    /**
     * @param {HTMLElement} content
     * @param {Dossier | null} dossier
     */
    follow(content, dossier) {
      for (const { id, mount } of groups) {
        const host = content.querySelector(`[data-group="${id}"] > .group-body`);
        const known = there.get(id);
        const lang = deps.store.get().lang;
        if (known && known.host !== host) {
          known.mounted.unmount();
          there.delete(id);
        }
        if (host instanceof HTMLElement && dossier && !there.has(id)) {
          const door = {
            count: (/** @type {number | null} */ count) => panel.count(id, count),
            reload: panel.reload,
          };
          // Counted while it is being mounted, it makes the panel draw: it is there by then.
          const added = { host, dossier, lang, mounted: UNFINISHED };
          there.set(id, added);
          added.mounted = mount(host, deps, dossier, door);
        } else if (
          known &&
          known.host === host &&
          dossier &&
          (known.dossier !== dossier || known.lang !== lang)
        ) {
          Object.assign(known, { dossier, lang });
          known.mounted.update(dossier);
        }
      }
    },
  };
}
