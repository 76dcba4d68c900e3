import type { Field } from '../../shared/fields.ts'
import type { Model } from '../../shared/model.ts'
import { limits, seed } from './stability-fields.ts'

const texture: Field = {
  kind: 'choice',
  fine: true,
  label: 'Pixels of the surface',
  options: ['512', '1024', '2048'],
  default: '1024',
}

const remesh: Field = {
  kind: 'choice',
  fine: true,
  label: 'Mesh',
  options: ['none', 'triangle', 'quad'],
  titles: { none: 'As it comes', triangle: 'Triangles', quad: 'Quads' },
  default: 'none',
}

/** Bodies from one picture by Stability AI: always a GLB. */
export const stabilityThreeDModels: readonly Model[] = [
  {
    id: 'stability/stable-fast-3d',
    task: 'image-to-3d',
    title: 'Stable Fast 3D',
    bestFor: 'A textured body within seconds',
    tier: 'standard',
    strengths: ['speed'],
    cost: { per: 'run', micros: 100_000 },
    costBasis: 'documented',
    extras: {
      texture,
      foreground: {
        kind: 'number',
        label: 'How much of the frame it fills',
        min: 0.1,
        max: 1,
        step: 0.05,
        default: 0.85,
      },
      remesh,
      vertices: {
        kind: 'number',
        label: 'Corners at most',
        help: 'With triangles or quads; -1 sets no limit',
        min: -1,
        max: 20_000,
        step: 1,
      },
    },
    rules: [{ when: 'vertices', need: ['remesh'], say: 'A number of corners needs triangles or quads' }],
    limits: { image: limits.cut },
    typicalSeconds: 4,
    wire: {
      path: '/3d/stable-fast-3d',
      rename: { texture: 'texture_resolution', foreground: 'foreground_ratio', vertices: 'vertex_count' },
    },
  },
  {
    id: 'stability/stable-point-aware-3d',
    task: 'image-to-3d',
    title: 'Stable Point Aware 3D',
    bestFor: 'A better back side: what the picture does not show is thought out',
    tier: 'standard',
    cost: { per: 'run', micros: 40_000 },
    costBasis: 'reported',
    extras: {
      texture,
      foreground: {
        kind: 'number',
        label: 'Room around it',
        min: 1,
        max: 2,
        step: 0.05,
        default: 1.3,
      },
      remesh,
      target: {
        kind: 'choice',
        fine: true,
        label: 'Simplify by',
        options: ['none', 'vertex', 'face'],
        titles: { none: 'Not at all', vertex: 'Corners', face: 'Faces' },
        default: 'none',
      },
      target_count: {
        kind: 'number',
        label: 'How many of them',
        min: 100,
        max: 20_000,
        step: 1,
      },
      guidance: {
        kind: 'number',
        label: 'How closely the picture is followed',
        min: 1,
        max: 10,
        step: 0.5,
        default: 3,
      },
      seed,
    },
    rules: [{ when: 'target_count', need: ['target'], say: 'A number needs corners or faces to count' }],
    limits: { image: limits.cut },
    typicalSeconds: 6,
    wire: {
      path: '/3d/stable-point-aware-3d',
      rename: {
        texture: 'texture_resolution',
        foreground: 'foreground_ratio',
        target: 'target_type',
        guidance: 'guidance_scale',
      },
    },
  },
]
