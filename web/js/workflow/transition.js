// workflow/transition.js: moves one feature to its next state: the sheet, the request, and what to do when the server refuses.
import { nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { staysHere } from '../dossier/model.js';
import { localDay } from '../dossier/value.js';
import { openSignIn } from '../session/sign-in.js';
import { fileProblem } from './files.js';
import { carryOver, emptyForm, isDirty, moveOf, problemsOf, proposedForm } from './form.js';
import { noLonger, refusalOf } from './problems.js';
import { sheetView } from './sheet-view.js';

/**
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('../types.js').Dossier} Dossier
 * @typedef {import('../types.js').Transition} Transition
 *
 * @typedef {object} Watch what the panel wants to know meanwhile
 * @property {(to: string | null) => void} sending the state that was sent and is not confirmed; null when that is over
 * @property {(dossier: Dossier) => void} changed a newer dossier came from the server, by this step or by somebody else's
 *
 * @typedef {object} Shown what the sheet shows
 * @property {Dossier} dossier the version that the form is filled in for
 * @property {Transition} step
 * @property {import('./form.js').Form} form
 * @property {Readonly<Record<string, string>>} problems words by field
 * @property {import('./problems.js').Refusal | null} refusal
 * @property {Dossier | null} theirs for a conflict: what the server has now
 * @property {boolean} reviewed the form was brought onto a newer version and waits to be looked at
 * @property {boolean} sending
 * @property {boolean} leaving closing was asked for while something is typed
 * @property {Readonly<Record<string, import('./files.js').Sending>>} files what was chosen, by field
 * @property {boolean} consent the reader agrees that photos go on saying where and when they were taken
 */

/**
 * Opens the sheet for one step.
 *
 * @param {Deps} deps
 * @param {Dossier} dossier
 * @param {Transition} step
 * @param {Watch} watch
 * @param {import('../types.js').Proposal | null} [amended] a proposal of this step that its proposer amends
 */
export function openTransition(deps, dossier, step, watch, amended = null) {
  new TransitionSheet(deps, dossier, step, watch, amended).open();
}

class TransitionSheet {
  #deps;
  #watch;
  #amended;
  #ref;
  #today = localDay(new Date());
  #host = document.createElement('div');
  #returnTo = document.activeElement;
  /** The form as it was opened, to know whether anything was typed. */
  #start;
  /** @type {Shown} */
  #shown;
  #on;

  /**
   * @param {Deps} deps
   * @param {Dossier} dossier
   * @param {Transition} step
   * @param {Watch} watch
   * @param {import('../types.js').Proposal | null} amended
   */
  constructor(deps, dossier, step, watch, amended) {
    this.#deps = deps;
    this.#watch = watch;
    this.#amended = amended;
    this.#ref = { layer: dossier.layer, id: dossier.id };
    this.#start = amended
      ? proposedForm(step, amended, this.#today, (instant) => localDay(new Date(instant)))
      : emptyForm(step, dossier.feature.properties, this.#today);
    this.#shown = {
      dossier,
      step,
      form: this.#start,
      problems: {},
      refusal: null,
      theirs: null,
      reviewed: false,
      sending: false,
      leaving: false,
      files: {},
      consent: false,
    };
    this.#on = {
      type: (/** @type {Parameters<import('./sheet-view.js').SheetHandlers['type']>[0]} */ patch) =>
        this.#type(patch),
      send: () => this.#send(),
      leave: () => this.#leave(),
      keep: () => {
        this.#show({ leaving: false });
        this.#focusOn('.sheet-body input, .sheet-body select, .sheet-body textarea');
      },
      discard: () => this.#close(),
      signIn: () => this.#signIn(),
      // Brings the form onto the version that the server has now.
      reload: () => this.#adopt(this.#shown.theirs),
      turnTo: (/** @type {string} */ to) => this.#adopt(null, to),
      choose: (/** @type {string} */ field, /** @type {File | null} */ file) => this.#choose(field, file),
      consent: (/** @type {boolean} */ consent) => this.#show({ consent }),
    };
  }

  open() {
    document.body.append(this.#host);
    this.#show({});
    const dialog = this.#dialog();
    dialog.addEventListener('cancel', (event) => {
      if (event.target === dialog) {
        event.preventDefault();
        this.#leave();
      }
    });
    dialog.addEventListener('pointerdown', (event) => {
      if (event.target === dialog) {
        this.#leave();
      }
    });
    dialog.addEventListener('close', () => this.#closed());
    dialog.showModal();
    this.#focusOn('#sheet-title');
  }

  /** @param {Parameters<import('./sheet-view.js').SheetHandlers['type']>[0]} patch */
  #type(patch) {
    const { form, problems } = this.#shown;
    const touched = [...Object.keys(patch), ...Object.keys(patch.values ?? {})];
    this.#show({
      form: { ...form, ...patch, values: { ...form.values, ...patch.values } },
      problems: Object.fromEntries(Object.entries(problems).filter(([field]) => !touched.includes(field))),
    });
  }

  /**
   * Sends a chosen file at once; its id is the evidence. Choosing none takes the evidence away.
   *
   * @param {string} field
   * @param {File | null} file
   */
  async #choose(field, file) {
    const { api, i18n } = this.#deps;
    const put = (/** @type {import('./files.js').Sending | null} */ sending, /** @type {string} */ id) => {
      const { [field]: _, ...others } = this.#shown.files;
      this.#show({ files: sending ? { ...others, [field]: sending } : others });
      this.#type({ values: { [field]: id } });
    };
    if (!file) {
      put(null, '');
      return;
    }
    put({ phase: 'sending', file, words: '' }, '');
    try {
      const kept = await api.attach(this.#ref.layer, this.#ref.id, file, {
        keepPlaceAndTime: this.#shown.consent,
      });
      put({ phase: 'done', file, words: '' }, kept.id);
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      const words = fileProblem(failure, file.name, i18n);
      put({ phase: 'failed', file, words }, '');
      this.#deps.ui.announce(words);
    }
  }

  /** Closing loses what is typed, so it is asked for once more. */
  #leave() {
    if (this.#shown.sending) {
      return;
    }
    if (!this.#shown.leaving && isDirty(this.#shown.form, this.#start)) {
      this.#show({ leaving: true });
      this.#focusOn('[data-keep]');
      return;
    }
    this.#close();
  }

  async #signIn() {
    if (await openSignIn(this.#deps)) {
      this.#show({ refusal: null });
      await this.#adopt(null);
    } else {
      this.#focusOn('.refusal button');
    }
  }

  async #send() {
    if (this.#shown.sending || Object.values(this.#shown.files).some(({ phase }) => phase === 'sending')) {
      return;
    }
    const { form, step } = this.#shown;
    const caller = this.#deps.store.get().session?.account?.name ?? null;
    const isCode = (/** @type {string} */ list, /** @type {string} */ code) => this.#isCode(list, code);
    const found = problemsOf(form, step, { today: this.#today, caller, isCode });
    if (Object.keys(found).length > 0) {
      this.#show({ problems: this.#inWords(found), refusal: null });
      this.#focusOn('[aria-invalid="true"]');
      return;
    }
    this.#show({ problems: {}, refusal: null, reviewed: false, sending: true, leaving: false });
    if (step.decidedBy.length === 0) {
      this.#paint(step.to);
    }
    try {
      this.#succeed(await this.#sendOnce());
    } catch (failure) {
      this.#paint(null);
      this.#show({ sending: false });
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      await this.#refuse(failure);
    }
  }

  /** A CSRF token that has run out is renewed once; who is signed in may have changed with it. */
  async #sendOnce() {
    const { api, store } = this.#deps;
    try {
      return await this.#sendMove();
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.slug !== 'csrf') {
        throw failure;
      }
      store.set({ session: await api.session() });
      return this.#sendMove();
    }
  }

  /** Takes the step, or proposes it; either way the dossier is asked for or given as it is then. */
  async #sendMove() {
    const { api } = this.#deps;
    const { layer, id } = this.#ref;
    const { form, step, dossier } = this.#shown;
    const move = moveOf(form, step, dossier.version, this.#today);
    if (step.decidedBy.length === 0) {
      return (await api.transition(layer, id, move)).dossier;
    }
    await (this.#amended ? api.resubmit(this.#amended, move) : api.propose(layer, id, move));
    return (await api.dossier(layer, id)).dossier;
  }

  /** @param {Dossier} after */
  #succeed(after) {
    const { actions, i18n, ui } = this.#deps;
    this.#watch.sending(null);
    actions.pending(this.#ref, false);
    actions.changed(this.#ref, after.feature.properties);
    this.#watch.changed(after);
    this.#close();
    const { dossier, step } = this.#shown;
    const stays = staysHere(dossier.workflow, step);
    const decided = step.decidedBy.length > 0;
    const state = i18n.label(stays || decided ? step.label : (after.workflow?.label ?? step.label));
    const key = decided ? 'proposal.done' : stays ? 'workflow.doneStay' : 'workflow.done';
    ui.toasts.show({ text: i18n.t(key, { name: i18n.label(after.name), state }), kind: 'done' });
  }

  /**
   * Paints the map as if the server had agreed, or as it was.
   *
   * @param {string | null} to
   */
  #paint(to) {
    const { actions, store } = this.#deps;
    const layer = store.get().catalogue?.layers.find((candidate) => candidate.id === this.#ref.layer);
    const properties = this.#shown.dossier.feature.properties;
    this.#watch.sending(to);
    actions.changed(
      this.#ref,
      to && layer?.statusField ? { ...properties, [layer.statusField]: to } : properties,
    );
    actions.pending(this.#ref, to !== null);
  }

  /** @param {ApiError} failure */
  async #refuse(failure) {
    const asked = ['validFrom', 'note', ...this.#shown.step.requires.map(({ field }) => field)];
    const refusal = refusalOf(failure, asked, this.#deps.i18n);
    this.#show({ refusal, problems: refusal.fields, theirs: null });
    this.#deps.ui.announce(refusal.title);
    this.#focusOn(Object.keys(refusal.fields).length > 0 ? '[aria-invalid="true"]' : '.refusal');
    if (refusal.kind === 'conflict') {
      await this.#look();
    }
  }

  /** Fetches what the server has now, to be put beside what is typed. */
  async #look() {
    try {
      const { dossier: theirs } = await this.#deps.api.dossier(this.#ref.layer, this.#ref.id);
      this.#show({ theirs });
      this.#deps.actions.changed(this.#ref, theirs.feature.properties);
      this.#watch.changed(theirs);
    } catch (failure) {
      // What the refusal said about the other version stays; "reload" tries again and tells when it fails.
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
    }
  }

  /**
   * Goes on with the newest version; what was typed stays where the field is asked for again.
   *
   * @param {Dossier | null} known the newest version, when it was fetched already
   * @param {string} [to] another state to go to
   */
  async #adopt(known, to = this.#shown.step.to) {
    let next = known;
    try {
      next ??= (await this.#deps.api.dossier(this.#ref.layer, this.#ref.id)).dossier;
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      await this.#refuse(failure);
      return;
    }
    this.#deps.actions.changed(this.#ref, next.feature.properties);
    this.#watch.changed(next);
    const { properties } = next.feature;
    const again = next.workflow?.transitions.find((candidate) => candidate.to === to);
    if (!again) {
      this.#show({
        dossier: next,
        theirs: null,
        problems: {},
        refusal: noLonger(next.workflow, this.#deps.i18n),
      });
      this.#focusOn('.refusal');
      return;
    }
    const reviewed = next.version !== this.#shown.dossier.version;
    const form = carryOver(this.#shown.form, again, properties);
    this.#start = emptyForm(again, properties, this.#today);
    this.#show({ dossier: next, step: again, form, problems: {}, refusal: null, theirs: null, reviewed });
    this.#focusOn(reviewed ? '.reviewed' : '[type="submit"]');
  }

  /**
   * A list that the page does not know is left to the server.
   *
   * @param {string} list
   * @param {string} code
   */
  #isCode(list, code) {
    const codes = this.#deps.store.get().catalogue?.codeLists[list]?.codes;
    return codes ? codes.some((entry) => entry.code === code) : true;
  }

  /** @param {Record<string, import('./form.js').Words>} found */
  #inWords(found) {
    const { t } = this.#deps.i18n;
    return Object.fromEntries(Object.entries(found).map(([field, { key, vars }]) => [field, t(key, vars)]));
  }

  /** @param {Partial<Shown>} patch */
  #show(patch) {
    this.#shown = { ...this.#shown, ...patch };
    render(sheetView(this.#shown, this.#deps, this.#on), this.#host);
  }

  /** @param {string} selector */
  #focusOn(selector) {
    /** @type {HTMLElement | null} */ (this.#host.querySelector(selector))?.focus();
  }

  #dialog() {
    return /** @type {HTMLDialogElement} */ (this.#host.querySelector('dialog'));
  }

  #close() {
    this.#dialog().close();
  }

  #closed() {
    render(nothing, this.#host);
    this.#host.remove();
    const { activeElement, body } = document;
    // A sign-in dialog may have taken the focus meanwhile; only a lost focus is given back.
    if (activeElement === null || activeElement === body) {
      const back = this.#returnTo;
      const target =
        back instanceof HTMLElement && back.isConnected ? back : document.getElementById('panel-heading');
      target?.focus();
    }
  }
}
