//! Which values of an axis get a tick: 1, 2 or 5 times a power of ten.

/// The ticks of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// The values, rising.
    pub values: Vec<f64>,
    /// Decimals that tell neighbouring ticks apart.
    pub decimals: usize,
}

/// At most `most` round values between `lo` and `hi`, evenly spaced.
pub fn linear(lo: f64, hi: f64, most: usize) -> Ticks {
    let most = most.max(2) as f64;
    if !(lo.is_finite() && hi.is_finite()) || hi <= lo {
        return Ticks { values: vec![if lo.is_finite() { lo } else { 0.0 }], decimals: 0 };
    }
    // Steps from a tenth of the even spacing upwards: the first that is coarse enough is the finest allowed.
    let decade = ((hi - lo) / most).log10().floor() - 1.0;
    let steps = (0..4).flat_map(|d| [1.0, 2.0, 5.0].map(|m| (m, decade + f64::from(d))));
    let fits = |&(m, exponent): &(f64, f64)| {
        let (first, last) = ends(lo, hi, multiple(m, exponent, 1.0));
        last - first + 1.0 <= most
    };
    let (m, exponent) = steps.into_iter().find(fits).unwrap_or((1.0, decade + 4.0));
    let (first, last) = ends(lo, hi, multiple(m, exponent, 1.0));
    let mut values = Vec::new();
    let mut i = first;
    while i <= last && values.len() < 1000 {
        values.push(multiple(m, exponent, i));
        i += 1.0;
    }
    Ticks { values, decimals: decimals(-exponent) }
}

/// `i * m * 10^exponent`, by division where the exponent is negative: 3/10 prints as 0.3, 3 * 0.1 does not.
fn multiple(m: f64, exponent: f64, i: f64) -> f64 {
    if exponent < 0.0 { i * m / 10f64.powf(-exponent) } else { i * m * 10f64.powf(exponent) }
}

/// First and last multiple of the step within the range, forgiving rounding at the ends.
fn ends(lo: f64, hi: f64, step: f64) -> (f64, f64) {
    ((lo / step - 1e-9).ceil(), (hi / step + 1e-9).floor())
}

fn decimals(wanted: f64) -> usize {
    (0..12u32).find(|&d| f64::from(d) >= wanted).map_or(12, |d| d as usize)
}

/// At most `most` values between `lo` and `hi` for a logarithmic axis: 1-2-5 in each decade, else 1-3, else every decade or every few.
pub fn logarithmic(lo: f64, hi: f64, most: usize) -> Vec<f64> {
    if !(lo > 0.0 && hi > lo && hi.is_finite()) {
        return Vec::new();
    }
    let (first, last) = (lo.log10().floor(), hi.log10().ceil());
    let take = |parts: &[f64], stride: f64| {
        let mut values = Vec::new();
        let mut decade = (first / stride).floor() * stride;
        while decade <= last {
            values.extend(parts.iter().map(|&p| multiple(p, decade, 1.0)).filter(|v| (lo * 0.999_999..=hi * 1.000_001).contains(v)));
            decade += stride;
        }
        values
    };
    let choices: [(&[f64], f64); 7] =
        [(&[1.0, 2.0, 5.0], 1.0), (&[1.0, 3.0], 1.0), (&[1.0], 1.0), (&[1.0], 2.0), (&[1.0], 3.0), (&[1.0], 6.0), (&[1.0], 20.0)];
    choices.iter().map(|(parts, stride)| take(parts, *stride)).find(|v| v.len() <= most).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_axes() {
        assert_eq!(linear(0.0, 100.0, 6).values, [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(linear(0.0, 0.7, 5), Ticks { values: vec![0.0, 0.2, 0.4, 0.6], decimals: 1 });
        assert_eq!(linear(-3.0, 17.0, 5).values, [0.0, 5.0, 10.0, 15.0]);
        assert_eq!(logarithmic(0.1, 100.0, 4), [0.1, 1.0, 10.0, 100.0]);
        assert_eq!(logarithmic(1.0, 60.0, 6), [1.0, 2.0, 5.0, 10.0, 20.0, 50.0]);
    }

    #[test]
    fn an_empty_range_has_one_tick_and_nonsense_does_no_harm() {
        assert_eq!(linear(3.0, 3.0, 5).values, [3.0]);
        assert_eq!(linear(f64::NAN, 1.0, 5).values, [0.0]);
        assert!(logarithmic(0.0, 10.0, 5).is_empty());
    }

    proptest! {
        #[test]
        fn ticks_are_round_even_few_and_inside(a in -1e9..1e9f64, span in 1e-3..1e9f64, most in 2usize..12) {
            let (lo, hi) = (a, a + span);
            let t = linear(lo, hi, most);
            prop_assert!(t.values.len() <= most);
            let slack = 1e-6 * span;
            prop_assert!(t.values.iter().all(|&v| v >= lo - slack && v <= hi + slack));
            // Never too few either: the next finer step would have been too many.
            prop_assert!(5 * t.values.len() + 5 > most, "{t:?}");
            if let [first, second, ..] = t.values[..] {
                let step = second - first;
                prop_assert!(t.values.windows(2).all(|w| ((w[1] - w[0]) / step - 1.0).abs() < 1e-5));
                let lead = step / 10f64.powf((step * 1.000_001).log10().floor());
                prop_assert!([1.0, 2.0, 5.0].iter().any(|m| (lead / m - 1.0).abs() < 1e-4), "step {step}");
                let written: Vec<String> = t.values.iter().map(|v| format!("{v:.0$}", t.decimals)).collect();
                prop_assert!(written.windows(2).all(|w| w[0] != w[1]), "{written:?}");
            }
        }

        #[test]
        fn logarithmic_ticks_are_few_and_inside(lo in 1e-6..1e6f64, factor in 1.5..1e9f64, most in 3usize..10) {
            let values = logarithmic(lo, lo * factor, most);
            prop_assert!(values.len() <= most);
            prop_assert!(values.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(values.iter().all(|&v| v >= lo * 0.99999 && v <= lo * factor * 1.00001));
        }
    }
}
