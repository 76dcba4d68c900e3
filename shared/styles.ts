import { z } from 'zod'
import type { Field } from './fields.ts'

/** Looks for a picture: native where the vendor has the word, said in the prompt elsewhere. */
export const styles = {
  photographic: { title: 'Photographic', words: 'photograph, natural light, real detail' },
  cinematic: { title: 'Cinematic', words: 'cinematic still, film lighting, shallow depth of field' },
  portrait: { title: 'Studio portrait', words: 'studio portrait photograph, soft key light, plain backdrop' },
  product: { title: 'Product photo', words: 'product photograph, seamless backdrop, soft shadow' },
  editorial: { title: 'Editorial', words: 'editorial magazine photograph, considered composition' },
  documentary: { title: 'Documentary', words: 'documentary photograph, candid, available light' },
  street: { title: 'Street photo', words: 'street photograph, candid moment' },
  macro: { title: 'Macro', words: 'macro photograph, extreme close-up, fine texture' },
  aerial: { title: 'From the air', words: 'aerial photograph, seen from above' },
  architecture: { title: 'Architecture', words: 'architectural photograph, straight verticals' },
  food: { title: 'Food', words: 'food photograph, appetising, soft window light' },
  fashion: { title: 'Fashion', words: 'fashion photograph, styled, strong pose' },
  'black-and-white': { title: 'Black and white', words: 'black-and-white photograph, rich greys' },
  'analog-film': { title: 'Analogue film', words: 'analogue film photograph, fine grain, faded colour' },
  polaroid: { title: 'Instant film', words: 'instant film photograph, soft colours, white frame' },
  'golden-hour': { title: 'Golden hour', words: 'warm low sun, long shadows' },
  night: { title: 'Night', words: 'night scene, practical lights, deep shadows' },
  noir: { title: 'Film noir', words: 'film noir, hard light, deep black' },
  enhance: { title: 'Enhanced', words: 'crisp, vivid, finely detailed' },
  'digital-art': { title: 'Digital art', words: 'digital painting, clean shapes, rich light' },
  'concept-art': { title: 'Concept art', words: 'concept art, atmospheric, painterly' },
  'fantasy-art': { title: 'Fantasy', words: 'fantasy illustration, epic, magical light' },
  'comic-book': { title: 'Comic', words: 'comic book art, inked lines, flat colour' },
  manga: { title: 'Manga', words: 'manga page art, screentone, ink' },
  anime: { title: 'Anime', words: 'anime style, cel shading' },
  'line-art': { title: 'Line art', words: 'line art, clean black lines on white' },
  sketch: { title: 'Pencil sketch', words: 'pencil sketch, visible strokes, paper' },
  ink: { title: 'Ink drawing', words: 'ink drawing, cross-hatching' },
  watercolour: { title: 'Watercolour', words: 'watercolour painting, wet edges, paper texture' },
  'oil-painting': { title: 'Oil painting', words: 'oil painting, visible brushwork' },
  gouache: { title: 'Gouache', words: 'gouache painting, flat opaque colour' },
  pastel: { title: 'Pastel', words: 'soft pastel drawing, chalky texture' },
  impressionist: { title: 'Impressionist', words: 'impressionist painting, broken colour, light' },
  'art-deco': { title: 'Art deco', words: 'art deco poster, geometric, gold and black' },
  bauhaus: { title: 'Bauhaus', words: 'bauhaus poster, primary colours, geometry' },
  'retro-poster': { title: 'Retro poster', words: 'mid-century travel poster, limited colours' },
  'pop-art': { title: 'Pop art', words: 'pop art, halftone dots, bold colour' },
  collage: { title: 'Paper collage', words: 'cut-paper collage, layered, soft shadows' },
  origami: { title: 'Origami', words: 'origami, folded paper' },
  'modeling-compound': { title: 'Clay', words: 'modelling clay, hand-made, soft studio light' },
  'low-poly': { title: 'Low poly', words: 'low-poly render, flat facets' },
  isometric: { title: 'Isometric', words: 'isometric illustration, clean edges' },
  '3d-model': { title: '3D render', words: '3D render, soft global illumination' },
  'pixel-art': { title: 'Pixel art', words: 'pixel art, limited palette' },
  'neon-punk': { title: 'Neon punk', words: 'neon-lit, cyberpunk, wet reflections' },
  vaporwave: { title: 'Vaporwave', words: 'vaporwave, pink and teal gradients' },
  minimal: { title: 'Minimal', words: 'minimal, much empty space, two colours' },
  'flat-vector': { title: 'Flat vector', words: 'flat vector illustration, simple shapes' },
  infographic: { title: 'Infographic', words: 'infographic style, clear shapes, plain ground' },
  'tile-texture': { title: 'Tile texture', words: 'seamless tile texture' },
} as const satisfies Record<string, { title: string; words: string }>

export const StyleId = z.enum(Object.keys(styles) as [keyof typeof styles, ...(keyof typeof styles)[]])
export type StyleId = z.infer<typeof StyleId>

/** The choice of a look, for tasks that make a new picture: `none` says nothing of it. */
export const styleField: Field = {
  kind: 'choice',
  label: 'Look',
  options: ['none', ...StyleId.options],
  titles: {
    none: 'As described',
    ...Object.fromEntries(Object.entries(styles).map(([id, { title }]) => [id, title])),
  },
  default: 'none',
}
