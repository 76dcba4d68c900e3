;; Makes rows of RGBA bytes, or of one byte a pixel, larger or smaller, sixteen bytes at a time. First every column of
;; what a row of the result needs is weighed together into one row, then the pixels of that row into the result. Weights
;; are 16-bit numbers of which 16384 is 1; there are always as many as was said, the last of them 0 where fewer are
;; needed.
(module
  (memory (export "memory") 1)

  (func (export "resample")
    (param $bytes i32)                            ;; of a pixel: 4 or 1
    (param $source i32) (param $stride i32)       ;; where the pixels begin, and bytes from row to row
    (param $result i32) (param $width i32) (param $height i32)
    (param $row i32)                              ;; room for one row, and some more
    (param $lefts i32) (param $xWeights i32) (param $xTaps i32)  ;; per column: first pixel, weights; taps: 4, 8, … or 8, 16, …
    (param $tops i32) (param $yWeights i32) (param $yTaps i32)   ;; per row: first row, weights; taps: 2, 4, …
    (local $y i32)
    (block $done (loop $rows
      (br_if $done (i32.ge_s (local.get $y) (local.get $height)))
      (call $columns
        (i32.add (local.get $source) (i32.mul (local.get $stride)
          (i32.load (i32.add (local.get $tops) (i32.shl (local.get $y) (i32.const 2))))))
        (local.get $stride) (local.get $row)
        (i32.add (local.get $yWeights) (i32.shl (i32.mul (local.get $y) (local.get $yTaps)) (i32.const 1)))
        (local.get $yTaps))
      (if (i32.eq (local.get $bytes) (i32.const 4))
        (then (call $pixels (local.get $row) (local.get $result) (local.get $width)
          (local.get $lefts) (local.get $xWeights) (local.get $xTaps)))
        (else (call $plane (local.get $row) (local.get $result) (local.get $width)
          (local.get $lefts) (local.get $xWeights) (local.get $xTaps))))
      (local.set $result (i32.add (local.get $result) (i32.mul (local.get $width) (local.get $bytes))))
      (local.set $y (i32.add (local.get $y) (i32.const 1)))
      (br $rows))))

  ;; Columns: two rows at a time, their bytes side by side, so that one step multiplies and adds both.
  (func $columns
    (param $source i32) (param $stride i32) (param $row i32) (param $yWeights i32) (param $taps i32)
    (local $at i32) (local $from i32) (local $weights i32) (local $tap i32)
    (local $above v128) (local $below v128) (local $pair v128) (local $w v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128) (local $half v128)
    (local.set $half (i32x4.splat (i32.const 8192)))
    (block $done (loop $columns
      (br_if $done (i32.ge_s (local.get $at) (local.get $stride)))
      (local.set $a (local.get $half)) (local.set $b (local.get $half))
      (local.set $c (local.get $half)) (local.set $d (local.get $half))
      (local.set $from (i32.add (local.get $source) (local.get $at)))
      (local.set $weights (local.get $yWeights))
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
        (br_if $taps (i32.lt_s (local.tee $tap (i32.add (local.get $tap) (i32.const 2))) (local.get $taps))))
      (v128.store (i32.add (local.get $row) (local.get $at)) (i8x16.narrow_i16x8_u
        (i16x8.narrow_i32x4_s
          (i32x4.shr_s (local.get $a) (i32.const 14)) (i32x4.shr_s (local.get $b) (i32.const 14)))
        (i16x8.narrow_i32x4_s
          (i32x4.shr_s (local.get $c) (i32.const 14)) (i32x4.shr_s (local.get $d) (i32.const 14)))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br $columns))))

  ;; Pixels of a row: four at a time, each colour beside the same colour of the next pixel.
  (func $pixels
    (param $row i32) (param $result i32) (param $width i32)
    (param $lefts i32) (param $weights i32) (param $taps i32)
    (local $x i32) (local $from i32) (local $tap i32)
    (local $pair v128) (local $a v128) (local $b v128)
    (loop $pixels
      (local.set $a (i32x4.splat (i32.const 8192))) (local.set $b (i32x4.splat (i32.const 0)))
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
        (br_if $taps (i32.lt_s (local.tee $tap (i32.add (local.get $tap) (i32.const 4))) (local.get $taps))))
      (local.set $a (i32x4.shr_s (i32x4.add (local.get $a) (local.get $b)) (i32.const 14)))
      (local.set $a (i16x8.narrow_i32x4_s (local.get $a) (local.get $a)))
      (v128.store32_lane 0 (local.get $result) (i8x16.narrow_i16x8_u (local.get $a) (local.get $a)))
      (local.set $result (i32.add (local.get $result) (i32.const 4)))
      (br_if $pixels (i32.lt_s (local.tee $x (i32.add (local.get $x) (i32.const 1))) (local.get $width)))))

  ;; The same of one byte a pixel: four places of the result at a time, of each eight pixels; a row of the result may
  ;; be followed by up to three bytes that are none.
  (func $plane
    (param $row i32) (param $result i32) (param $width i32)
    (param $lefts i32) (param $weights i32) (param $taps i32)
    (local $x i32) (local $tap i32) (local $next i32)
    (local $from0 i32) (local $from1 i32) (local $from2 i32) (local $from3 i32)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $next (i32.shl (local.get $taps) (i32.const 1)))
    (loop $places
      (local.set $from0 (i32.add (local.get $row) (i32.load (local.get $lefts))))
      (local.set $from1 (i32.add (local.get $row) (i32.load offset=4 (local.get $lefts))))
      (local.set $from2 (i32.add (local.get $row) (i32.load offset=8 (local.get $lefts))))
      (local.set $from3 (i32.add (local.get $row) (i32.load offset=12 (local.get $lefts))))
      (local.set $a (i32x4.splat (i32.const 0))) (local.set $b (local.get $a))
      (local.set $c (local.get $a)) (local.set $d (local.get $a))
      (local.set $tap (i32.const 0))
      (loop $taps
        (local.set $a (i32x4.add (local.get $a) (i32x4.dot_i16x8_s
          (v128.load8x8_u (i32.add (local.get $from0) (local.get $tap))) (v128.load (local.get $weights)))))
        (local.set $b (i32x4.add (local.get $b) (i32x4.dot_i16x8_s
          (v128.load8x8_u (i32.add (local.get $from1) (local.get $tap)))
          (v128.load (i32.add (local.get $weights) (local.get $next))))))
        (local.set $c (i32x4.add (local.get $c) (i32x4.dot_i16x8_s
          (v128.load8x8_u (i32.add (local.get $from2) (local.get $tap)))
          (v128.load (i32.add (local.get $weights) (i32.shl (local.get $next) (i32.const 1)))))))
        (local.set $d (i32x4.add (local.get $d) (i32x4.dot_i16x8_s
          (v128.load8x8_u (i32.add (local.get $from3) (local.get $tap)))
          (v128.load (i32.add (local.get $weights) (i32.mul (local.get $next) (i32.const 3)))))))
        (local.set $weights (i32.add (local.get $weights) (i32.const 16)))
        (br_if $taps (i32.lt_s (local.tee $tap (i32.add (local.get $tap) (i32.const 8))) (local.get $taps))))
      (local.set $weights (i32.add (local.get $weights) (i32.mul (local.get $next) (i32.const 3))))
      (local.set $lefts (i32.add (local.get $lefts) (i32.const 16)))
      ;; The four numbers of each become one, and these stand side by side.
      (local.set $a (i32x4.add
        (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $a) (local.get $b))
        (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $a) (local.get $b))))
      (local.set $c (i32x4.add
        (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $c) (local.get $d))
        (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $c) (local.get $d))))
      (local.set $a (i32x4.shr_s
        (i32x4.add (i32x4.splat (i32.const 8192)) (i32x4.add
          (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $a) (local.get $c))
          (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $a) (local.get $c))))
        (i32.const 14)))
      (local.set $a (i16x8.narrow_i32x4_s (local.get $a) (local.get $a)))
      (v128.store32_lane 0 (i32.add (local.get $result) (local.get $x))
        (i8x16.narrow_i16x8_u (local.get $a) (local.get $a)))
      (br_if $places (i32.lt_s (local.tee $x (i32.add (local.get $x) (i32.const 4))) (local.get $width)))))

  ;; Brightness and two colour differences of so many pixels (BT.601, full range) as RGBA, eight at a time. Sums are in
  ;; sixteenths; shares of colour differences are fractions of 32768.
  (func (export "toRgba") (param $y i32) (param $cb i32) (param $cr i32) (param $result i32) (param $count i32)
    (local $at i32) (local $light v128) (local $blue v128) (local $red v128)
    (local $rb v128) (local $ga v128) (local $rg v128) (local $ba v128)
    (loop $pixels
      (local.set $light (i16x8.add (i16x8.splat (i32.const 8))
        (i16x8.shl (v128.load8x8_u (i32.add (local.get $y) (local.get $at))) (i32.const 4))))
      (local.set $blue (i16x8.shl (i16x8.sub
        (v128.load8x8_u (i32.add (local.get $cb) (local.get $at))) (i16x8.splat (i32.const 128))) (i32.const 4)))
      (local.set $red (i16x8.shl (i16x8.sub
        (v128.load8x8_u (i32.add (local.get $cr) (local.get $at))) (i16x8.splat (i32.const 128))) (i32.const 4)))
      (local.set $rb (i8x16.narrow_i16x8_u
        (i16x8.shr_s (i16x8.add (local.get $light) (i16x8.add (local.get $red)
          (i16x8.q15mulr_sat_s (local.get $red) (i16x8.splat (i32.const 13173))))) (i32.const 4))
        (i16x8.shr_s (i16x8.add (local.get $light) (i16x8.add (local.get $blue)
          (i16x8.q15mulr_sat_s (local.get $blue) (i16x8.splat (i32.const 25297))))) (i32.const 4))))
      (local.set $ga (i8x16.narrow_i16x8_u
        (i16x8.shr_s (i16x8.sub (local.get $light) (i16x8.add
          (i16x8.q15mulr_sat_s (local.get $blue) (i16x8.splat (i32.const 11277)))
          (i16x8.q15mulr_sat_s (local.get $red) (i16x8.splat (i32.const 23401))))) (i32.const 4))
        (i16x8.splat (i32.const 255))))
      (local.set $rg (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $rb) (local.get $ga)))
      (local.set $ba (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $rb) (local.get $ga)))
      (v128.store (local.get $result)
        (i8x16.shuffle 0 1 16 17 2 3 18 19 4 5 20 21 6 7 22 23 (local.get $rg) (local.get $ba)))
      (v128.store offset=16 (local.get $result)
        (i8x16.shuffle 8 9 24 25 10 11 26 27 12 13 28 29 14 15 30 31 (local.get $rg) (local.get $ba)))
      (local.set $result (i32.add (local.get $result) (i32.const 32)))
      (br_if $pixels (i32.lt_s (local.tee $at (i32.add (local.get $at) (i32.const 8))) (local.get $count))))))
