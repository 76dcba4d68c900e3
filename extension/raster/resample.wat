;; Makes rows of RGBA bytes larger or smaller, sixteen bytes at a time. First every column of what a row of the result
;; needs is weighed together into one row, then the pixels of that row into the result. Weights are 16-bit numbers of
;; which 16384 is 1; there are always as many as was said, the last of them 0 where fewer are needed.
(module
  (memory (export "memory") 1)

  (func (export "resample")
    (param $source i32) (param $stride i32)       ;; where the pixels begin, and bytes from row to row
    (param $result i32) (param $width i32) (param $height i32)
    (param $row i32)                              ;; room for one row, and some more
    (param $lefts i32) (param $xWeights i32) (param $xTaps i32)  ;; per column: first pixel, weights; taps: 4, 8, …
    (param $tops i32) (param $yWeights i32) (param $yTaps i32)   ;; per row: first row, weights; taps: 2, 4, …
    (local $y i32) (local $x i32) (local $tap i32) (local $weights i32) (local $from i32) (local $at i32)
    (local $above v128) (local $below v128) (local $pair v128) (local $w v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $half v128)
    (local.set $half (i32x4.splat (i32.const 8192)))

    (block $rowsDone (loop $rows
      (br_if $rowsDone (i32.ge_s (local.get $y) (local.get $height)))

      ;; Columns: two rows at a time, their bytes side by side, so that one step multiplies and adds both.
      (local.set $at (i32.const 0))
      (block $columnsDone (loop $columns
        (br_if $columnsDone (i32.ge_s (local.get $at) (local.get $stride)))
        (local.set $a (local.get $half)) (local.set $b (local.get $half))
        (local.set $c (local.get $half)) (local.set $d (local.get $half))
        (local.set $from (i32.add (i32.add (local.get $source) (local.get $at)) (i32.mul (local.get $stride)
          (i32.load (i32.add (local.get $tops) (i32.shl (local.get $y) (i32.const 2)))))))
        (local.set $weights (i32.add (local.get $yWeights)
          (i32.shl (i32.mul (local.get $y) (local.get $yTaps)) (i32.const 1))))
        (local.set $tap (i32.const 0))
        (loop $taps
          (local.set $above (v128.load (local.get $from)))
          (local.set $below (v128.load (i32.add (local.get $from) (local.get $stride))))
          (local.set $w (v128.load32_splat (local.get $weights)))
          (local.set $pair (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23
            (local.get $above) (local.get $below)))
          (local.set $a (i32x4.add (local.get $a)
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_u (local.get $pair)) (local.get $w))))
          (local.set $b (i32x4.add (local.get $b)
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_u (local.get $pair)) (local.get $w))))
          (local.set $pair (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31
            (local.get $above) (local.get $below)))
          (local.set $c (i32x4.add (local.get $c)
            (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_u (local.get $pair)) (local.get $w))))
          (local.set $d (i32x4.add (local.get $d)
            (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_u (local.get $pair)) (local.get $w))))
          (local.set $from (i32.add (local.get $from) (i32.shl (local.get $stride) (i32.const 1))))
          (local.set $weights (i32.add (local.get $weights) (i32.const 4)))
          (br_if $taps (i32.lt_s (local.tee $tap (i32.add (local.get $tap) (i32.const 2))) (local.get $yTaps))))
        (v128.store (i32.add (local.get $row) (local.get $at)) (i8x16.narrow_i16x8_u
          (i16x8.narrow_i32x4_s
            (i32x4.shr_s (local.get $a) (i32.const 14)) (i32x4.shr_s (local.get $b) (i32.const 14)))
          (i16x8.narrow_i32x4_s
            (i32x4.shr_s (local.get $c) (i32.const 14)) (i32x4.shr_s (local.get $d) (i32.const 14)))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $columns)))

      ;; Pixels of that row: four at a time, each colour beside the same colour of the next pixel.
      (local.set $weights (local.get $xWeights))
      (local.set $x (i32.const 0))
      (loop $pixels
        (local.set $a (local.get $half)) (local.set $b (i32x4.splat (i32.const 0)))
        (local.set $from (i32.add (local.get $row) (i32.shl
          (i32.load (i32.add (local.get $lefts) (i32.shl (local.get $x) (i32.const 2)))) (i32.const 2))))
        (local.set $tap (i32.const 0))
        (loop $taps
          (local.set $pair (v128.load (local.get $from)))
          (local.set $pair (i8x16.shuffle 0 4 1 5 2 6 3 7 8 12 9 13 10 14 11 15
            (local.get $pair) (local.get $pair)))
          (local.set $a (i32x4.add (local.get $a) (i32x4.dot_i16x8_s
            (i16x8.extend_low_i8x16_u (local.get $pair)) (v128.load32_splat (local.get $weights)))))
          (local.set $b (i32x4.add (local.get $b) (i32x4.dot_i16x8_s
            (i16x8.extend_high_i8x16_u (local.get $pair)) (v128.load32_splat offset=4 (local.get $weights)))))
          (local.set $from (i32.add (local.get $from) (i32.const 16)))
          (local.set $weights (i32.add (local.get $weights) (i32.const 8)))
          (br_if $taps (i32.lt_s (local.tee $tap (i32.add (local.get $tap) (i32.const 4))) (local.get $xTaps))))
        (local.set $a (i32x4.shr_s (i32x4.add (local.get $a) (local.get $b)) (i32.const 14)))
        (local.set $a (i16x8.narrow_i32x4_s (local.get $a) (local.get $a)))
        (v128.store32_lane 0 (local.get $result) (i8x16.narrow_i16x8_u (local.get $a) (local.get $a)))
        (local.set $result (i32.add (local.get $result) (i32.const 4)))
        (br_if $pixels (i32.lt_s (local.tee $x (i32.add (local.get $x) (i32.const 1))) (local.get $width))))

      (local.set $y (i32.add (local.get $y) (i32.const 1)))
      (br $rows)))))
