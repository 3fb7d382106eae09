// dossier/panel.js: the object panel: fetches what is selected, draws it, and keeps it right while others change it.
import { nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { openEdit } from '../edit/edit.js';
import { openSignIn } from '../session/sign-in.js';
import { hasMoved, mayEdit, whenOf } from '../time/model.js';
import { openComparison } from '../versions/compare.js';
import { openCorrection } from '../versions/correct.js';
import { openDecision } from '../workflow/decision.js';
import { openTransition } from '../workflow/transition.js';
import { showSource } from './footnote.js';
import { createGroups } from './groups.js';
import { groupLinks, groupObservations, numberSources } from './model.js';
import { failureView, panelView, skeletonView } from './view.js';

/**
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('../types.js').Ref} Ref
 * @typedef {import('../types.js').State} State
 * @typedef {import('../types.js').Dossier} Dossier
 *
 * @typedef {object} Open the object that the panel stands open on
 * @property {Ref} ref
 * @property {Dossier | null} dossier null until the server has answered
 * @property {ApiError | null} failure
 * @property {import('./view.js').HistoryState} history
 * @property {string | null} pendingTo
 * @property {ReadonlySet<string>} unfolded
 * @property {ReadonlyMap<string, number>} counts beside the headings of the groups
 */

/**
 * @param {HTMLElement} host
 * @param {Deps} deps
 * @param {readonly import('./groups.js').Group[]} groups
 * @returns {() => void} unmount
 */
export function mountPanel(host, deps, groups) {
  return new Panel(host, deps, groups).mount();
}

class Panel {
  #host;
  #deps;
  /** @type {Open | null} */
  #open = null;
  /** Cut off when another object is selected. */
  #asked = new AbortController();
  /** Names met in links, for the heading while the linked object is on its way. @type {Map<string, import('../types.js').Label>} */
  #names = new Map();
  #lazy = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) {
      this.#loadHistory();
    }
  });
  /** @type {import('./view.js').Handlers} */
  #on;
  /** Takes away the word that somebody changed what is open. */
  #dropWord = () => {};
  #added;
  #groups;

  /**
   * @param {HTMLElement} host
   * @param {Deps} deps
   * @param {readonly import('./groups.js').Group[]} added
   */
  constructor(host, deps, added) {
    this.#host = host;
    this.#deps = deps;
    this.#added = added;
    this.#groups = createGroups(added, deps, {
      count: (id, count) => this.#count(id, count),
      reload: () => void this.#load(),
    });
    this.#on = {
      close: () => deps.actions.select(null),
      retry: () => {
        this.#show({ failure: null, dossier: null });
        this.#load();
      },
      signIn: () => openSignIn(deps),
      step: (step) => this.#step(step),
      decide: (proposal, action) => openDecision(deps, proposal, action, () => this.#decided()),
      amend: () => this.#amend(),
      select: (ref) => deps.actions.select(ref, { fly: true }),
      cite: (source) => showSource(host, source),
      loadHistory: () => this.#loadHistory(),
      unfold: (group) => this.#unfold(group),
      compare: (from, to) => this.#compare(from, to),
      edit: () => this.#withDossier((dossier) => openEdit(deps, dossier, (now) => this.#take(now))),
      correct: () => this.#withDossier((dossier) => openCorrection(deps, dossier, (now) => this.#take(now))),
    };
  }

  mount() {
    const leave = this.#deps.store.subscribe((state, previous) => this.#follow(state, previous));
    this.#select(this.#deps.store.get().selected);
    return () => {
      leave();
      this.#asked.abort();
      this.#lazy.disconnect();
      render(nothing, this.#host);
    };
  }

  /**
   * @param {State} state
   * @param {State} previous
   */
  #follow(state, previous) {
    if (!sameRef(state.selected, this.#open?.ref ?? null)) {
      this.#select(state.selected);
      return;
    }
    if (hasMoved(state, previous)) {
      this.#show({ failure: null });
      this.#load();
    }
    if (state.heard !== previous.heard && state.heard) {
      this.#hear(state.heard);
    }
    if (state.session?.account?.name !== previous.session?.account?.name && this.#open?.dossier) {
      this.#load();
    }
    if (state.lang !== previous.lang || state.catalogue !== previous.catalogue) {
      this.#draw();
    }
  }

  /**
   * Somebody changed something. What is open and being read is not exchanged under the eye: the user is told.
   *
   * @param {import('../live/stream.js').LiveEvent} event
   */
  #hear(event) {
    const { store, i18n, ui } = this.#deps;
    const { asOf, session } = store.get();
    const open = this.#open;
    const newer = (open?.dossier?.version ?? event.version) < event.version;
    if (!newer || asOf !== null || !sameRef(open?.ref ?? null, { layer: event.layer, id: event.id })) {
      return;
    }
    if (event.by && event.by.name === session?.account?.name) {
      this.#load();
      return;
    }
    this.#dropWord();
    this.#dropWord = ui.toasts.show({
      text: i18n.t('live.changed', { who: event.by?.displayName ?? i18n.t('live.somebody') }),
      action: { label: i18n.t('live.show'), run: () => void this.#load() },
    });
  }

  /** @param {Ref | null} ref */
  #select(ref) {
    this.#asked.abort();
    this.#asked = new AbortController();
    this.#lazy.disconnect();
    this.#open = ref && {
      ref,
      dossier: null,
      failure: null,
      history: { phase: 'waiting', entries: [] },
      pendingTo: null,
      unfolded: new Set(),
      counts: new Map(),
    };
    // A new object is a new template, so that nothing folded open or half scrolled stays from the one before.
    render(nothing, this.#host);
    this.#draw();
    this.#host.scrollTop = 0;
    this.#load();
  }

  /** Fetches the open object; what is shown stays until the answer is there. */
  async #load() {
    const { api, store, ui, i18n } = this.#deps;
    await this.#ask(
      ({ ref, signal }) => api.dossier(ref.layer, ref.id, { when: whenOf(store.get()), signal }),
      ({ dossier }) => {
        const first = this.#open?.dossier === null;
        this.#take(dossier);
        if (first) {
          ui.announce(i18n.t('panel.announce', { name: i18n.label(dossier.name) }));
        }
      },
      // Of another day than the one looked at it would be wrong to go on showing it.
      (failure) => this.#show(failure.status === 404 ? { failure, dossier: null } : { failure }),
    );
  }

  /** @param {Dossier} dossier */
  #take(dossier) {
    const open = this.#open;
    if (!open || !sameRef(open.ref, dossier)) {
      return;
    }
    const newer = open.dossier !== null && open.dossier.version !== dossier.version;
    for (const { target } of dossier.links) {
      this.#names.set(keyOf(target), target.name);
    }
    this.#names.set(keyOf(dossier), dossier.name);
    this.#show({ dossier, failure: null });
    if (newer && open.history.phase !== 'waiting') {
      this.#loadHistory(true);
    }
  }

  /** @param {boolean} [again] also when it is there: a newer version has come */
  async #loadHistory(again = false) {
    const history = this.#open?.history;
    if (!history || history.phase === 'loading' || (history.phase === 'done' && !again)) {
      return;
    }
    // What is there stays while a newer list is on its way.
    this.#show({ history: { phase: again ? 'done' : 'loading', entries: history.entries } });
    await this.#ask(
      ({ ref, signal }) => this.#deps.api.history(ref.layer, ref.id, { signal }),
      ({ entries }) => this.#show({ history: { phase: 'done', entries } }),
      () => this.#show({ history: { phase: 'failed', entries: [] } }),
    );
  }

  /**
   * Asks the server about the open object. The answer is dropped when another one was selected meanwhile.
   *
   * @template T
   * @param {(about: {ref: Ref, signal: AbortSignal}) => Promise<T>} question
   * @param {(answer: T) => void} done
   * @param {(failure: ApiError) => void} failed
   */
  async #ask(question, done, failed) {
    const ref = this.#open?.ref;
    if (!ref) {
      return;
    }
    try {
      const answer = await question({ ref, signal: this.#asked.signal });
      if (this.#open?.ref === ref) {
        done(answer);
      }
    } catch (failure) {
      if (failure instanceof DOMException && failure.name === 'AbortError') {
        return;
      }
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      if (this.#open?.ref === ref) {
        failed(failure);
      }
    }
  }

  /**
   * @param {import('../types.js').Transition} step
   * @param {import('../types.js').Proposal | null} [amended]
   */
  #step(step, amended = null) {
    const open = this.#open;
    if (open?.dossier) {
      const watch = {
        sending: (/** @type {string | null} */ pendingTo) =>
          this.#open?.ref === open.ref && this.#show({ pendingTo }),
        changed: (/** @type {Dossier} */ dossier) => this.#take(dossier),
      };
      openTransition(this.#deps, open.dossier, step, watch, amended);
    }
  }

  /** Opens the proposal's step once more; if the feature has moved on the step may not be there any more. */
  #amend() {
    const workflow = this.#open?.dossier?.workflow;
    const proposal = workflow?.proposal ?? null;
    const step = workflow?.transitions.find(
      ({ to, decidedBy }) => to === proposal?.to && decidedBy.length > 0,
    );
    if (step) {
      this.#step(step, proposal);
    } else {
      const { ui, i18n } = this.#deps;
      ui.toasts.show({ text: i18n.t('proposal.noLonger'), kind: 'error' });
    }
  }

  /** A decision may have taken the step: the object is read again, and the map painted as it is. */
  async #decided() {
    await this.#load();
    const dossier = this.#open?.dossier;
    if (dossier) {
      this.#deps.actions.changed(dossier, dossier.feature.properties);
    }
  }

  /** @param {(dossier: Dossier) => void} act */
  #withDossier(act) {
    if (this.#open?.dossier) {
      act(this.#open.dossier);
    }
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  #compare(from, to) {
    const versions = (this.#open?.history.entries ?? []).map((entry) => entry.version);
    const mayRestore = mayEdit(this.#deps.store.get());
    this.#withDossier((dossier) =>
      openComparison(this.#deps, dossier, { from, to, versions, mayRestore }, (now) => this.#take(now)),
    );
  }

  /** @param {string} group */
  #unfold(group) {
    const seen = `.link-group[data-group="${CSS.escape(group)}"] .link-go`;
    const before = this.#host.querySelectorAll(seen).length;
    this.#show({ unfolded: new Set([...(this.#open?.unfolded ?? []), group]) });
    // The button is gone; the reading goes on with the first link that it brought.
    const next = /** @type {HTMLElement | undefined} */ (this.#host.querySelectorAll(seen)[before]);
    next?.focus();
  }

  /**
   * @param {string} id
   * @param {number | null} count
   */
  #count(id, count) {
    const others = [...(this.#open?.counts ?? [])].filter(([known]) => known !== id);
    this.#show({ counts: new Map(count === null ? others : [...others, [id, count]]) });
  }

  /** @param {Partial<Open>} patch */
  #show(patch) {
    if (this.#open) {
      this.#open = { ...this.#open, ...patch };
      this.#draw();
    }
  }

  #draw() {
    const focused = this.#host.contains(document.activeElement);
    render(this.#open ? this.#view(this.#open) : nothing, this.#host);
    this.#groups.follow(this.#host, this.#open?.dossier ?? null);
    if (focused && this.#open && !this.#host.contains(document.activeElement)) {
      // What had the focus was drawn away, such as the sign-in button; the reading goes on at the heading.
      /** @type {HTMLElement | null} */ (this.#host.querySelector('#panel-heading'))?.focus({
        preventScroll: true,
      });
    }
    const section = this.#host.querySelector('[data-lazy="history"]');
    if (this.#open?.history.phase === 'waiting' && section) {
      this.#lazy.observe(section);
    } else {
      this.#lazy.disconnect();
    }
  }

  /** @param {Open} open */
  #view({ ref, dossier, failure, history, pendingTo, unfolded, counts }) {
    const deps = this.#deps;
    const on = this.#on;
    const { catalogue } = deps.store.get();
    const layer = catalogue?.layers.find((candidate) => candidate.id === ref.layer);
    if (failure && !dossier) {
      return failureView({ deps, layer, ref, failure, on });
    }
    if (!dossier) {
      return skeletonView({ deps, layer, ref, name: this.#names.get(keyOf(ref)) ?? null, on });
    }
    const groups = groupLinks(dossier.links, deps.i18n);
    const indicators = groupObservations(dossier.observations, catalogue);
    const footnotes = numberSources(dossier, indicators, groups);
    const state = { history, pendingTo, unfolded, counts, added: this.#added };
    return panelView({ deps, dossier, layer, catalogue, footnotes, indicators, groups, ...state, on });
  }
}

/** @param {Ref} ref */
function keyOf({ layer, id }) {
  return `${layer}:${id}`;
}

/**
 * @param {Ref | null} a
 * @param {Ref | null} b
 */
function sameRef(a, b) {
  return a === b || (a !== null && b !== null && a.layer === b.layer && a.id === b.id);
}
