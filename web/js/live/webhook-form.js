// live/webhook-form.js: name, address and layers of a webhook, as controls of a form, as a template.
import { html } from '/webjars/lit-html/lit-html.js';
import { field } from '../access/parts.js';
import { layerChoices } from './choices.js';

/**
 * @param {import('../types.js').Deps} deps
 * @param {{id: string, setting: import('./webhooks.js').Setting | null, problem: {member: string, text: string} | null}} about
 *   `id`: of the form, before the ids of its controls
 */
export function webhookFields(deps, { id, setting, problem }) {
  const { t } = deps.i18n;
  const control = (/** @type {'name' | 'url'} */ name) =>
    field(
      {
        id: `${id}-${name}`,
        label: t(`webhook.${name}`),
        hint: t(`webhook.hint.${name}`),
        problem: problem?.member === name ? problem.text : undefined,
      },
      ({ invalid, described }) => html`<input
        id="${id}-${name}"
        name=${name}
        type=${name === 'url' ? 'url' : 'text'}
        required
        autocomplete="off"
        maxlength=${name === 'url' ? 2000 : 100}
        .defaultValue=${setting?.[name] ?? ''}
        aria-invalid=${invalid}
        aria-describedby=${described}
      />`,
    );
  const chosen = setting?.interest.layers ?? [];
  return html`${control('name')} ${control('url')}
  ${layerChoices(deps, { legend: t('webhook.layers'), chosen, hint: t('webhook.hint.layers') })}`;
}
