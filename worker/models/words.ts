import type { Model } from '../../shared/model.ts'
import { tasks } from '../../shared/task.ts'
import { picture } from './wavespeed-fields.ts'

const languages = tasks['translate-image'].fields['language']
const allLanguages = languages?.kind === 'choice' ? languages.options : []

/** "Chinese (simplified)" → "chinese-simplified": the vendor's own list, as far as it was to be read. */
const spelled = Object.fromEntries(
  allLanguages.map((name) => [name, name.toLowerCase().replace(' (', '-').replace(')', '')]),
)

const codes = {
  English: 'en',
  'Chinese (simplified)': 'zh',
  Japanese: 'ja',
  Korean: 'ko',
  French: 'fr',
  German: 'de',
  Spanish: 'es',
  Russian: 'ru',
  Arabic: 'ar',
}

/** Models that work with the words in a picture, or find words for one. */
export const wordModels: readonly Model[] = [
  {
    id: 'wavespeed/image-captioner',
    task: 'caption',
    title: 'Image Captioner',
    bestFor: 'A description in seconds, as short or as long as you need',
    tier: 'draft',
    strengths: ['speed'],
    cost: { per: 'run', micros: 1000 },
    costBasis: 'reported',
    limits: { image: picture },
    typicalSeconds: 5,
    wire: {
      path: 'wavespeed-ai/image-captioner',
      rename: { detail: 'detail_level' },
      values: { detail: { Basic: 'low', Detailed: 'medium', Comprehensive: 'high' } },
    },
  },
  {
    id: 'wavespeed/qwen-translate',
    task: 'translate-image',
    title: 'Qwen Image Translate',
    bestFor: 'Shop pictures into nine languages for a cent; names may be kept',
    tier: 'draft',
    strengths: ['words-in-picture', 'products', 'speed'],
    cost: { per: 'run', micros: 10_000 },
    costBasis: 'documented',
    only: { language: Object.keys(codes) },
    extras: {
      from: {
        kind: 'choice',
        fine: true,
        label: 'From',
        options: ['Any', ...Object.keys(codes)],
        default: 'Any',
      },
      subject: {
        kind: 'text',
        label: 'What is it about?',
        help: 'A sentence on the field the words come from: it chooses among meanings',
        max: 500,
        lines: 1,
      },
      keep: {
        kind: 'words',
        label: 'Words to leave out',
        help: 'They do not appear in the result',
        max: 20,
        each: 50,
      },
      whole: {
        kind: 'switch',
        label: 'Translate words on the thing itself too',
        help: 'Otherwise words printed on the product stay as they are',
        default: false,
      },
    },
    limits: { image: picture },
    typicalSeconds: 10,
    wire: {
      path: 'alibaba/qwen-image/translate',
      // Its `terminologies` are left out: the shape of their items is not documented.
      rename: {
        language: 'target_lang',
        from: 'source_lang',
        subject: 'domain_hint',
        keep: 'sensitives',
        whole: 'skip_image_segment',
      },
      values: { language: codes, from: { Any: 'auto', ...codes } },
    },
  },
  {
    id: 'wavespeed/image-translator',
    task: 'translate-image',
    title: 'Image Translator',
    bestFor: 'Over thirty languages, the layout kept',
    tier: 'premium',
    strengths: ['words-in-picture', 'quality'],
    cost: { per: 'run', micros: 150_000 },
    costBasis: 'documented',
    limits: { image: picture },
    typicalSeconds: 25,
    wire: {
      path: 'wavespeed-ai/image-translator',
      rename: { language: 'target_language' },
      values: { language: spelled },
      fixed: { output_format: 'png' },
    },
  },
  {
    id: 'wavespeed/image-text-remover',
    task: 'remove-text',
    title: 'Image Text Remover',
    bestFor: 'All words gone, the ground behind them as if there had been none',
    tier: 'premium',
    strengths: ['words-in-picture'],
    cost: { per: 'run', micros: 150_000 },
    costBasis: 'seed',
    limits: { image: picture },
    typicalSeconds: 20,
    wire: { path: 'wavespeed-ai/image-text-remover', fixed: { output_format: 'png' } },
  },
]
