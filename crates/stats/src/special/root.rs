//! Solving f(x) = 0 for an increasing f without derivatives.

/// Steps after which the best point so far is returned; about fifteen suffice
/// for smooth functions, bisection alone would need about sixty.
const MOST_STEPS: u32 = 200;

/// The zero of the increasing function `f` between `lo` and `hi`, to the spacing
/// of `f64`. If f does not change sign, the end nearer to zero.
///
/// Method: T. R. Chandrupatla, "A new hybrid quadratic/bisection algorithm"
/// (1997), Adv. Eng. Softw. 28:145: inverse quadratic interpolation where the
/// last three points say it is safe, else bisection.
pub(super) fn between(lo: f64, hi: f64, f: impl Fn(f64) -> f64) -> f64 {
    let (mut a, mut b) = (lo, hi);
    let (mut fa, mut fb) = (f(a), f(b));
    if fa >= 0.0 {
        return a;
    }
    if fb <= 0.0 {
        return b;
    }
    let mut t = 0.5;
    for _ in 0..MOST_STEPS {
        let x = a + t * (b - a);
        let fx = f(x);
        // (c, fc) becomes the point that x replaces; a is always the newest.
        let (c, fc);
        if (fx > 0.0) == (fa > 0.0) {
            (c, fc) = (a, fa);
        } else {
            (c, fc) = (b, fb);
            (b, fb) = (a, fa);
        }
        (a, fa) = (x, fx);
        let best = if fa.abs() < fb.abs() { a } else { b };
        let tolerance = f64::EPSILON * best.abs() / (b - a).abs();
        if fx == 0.0 || tolerance > 0.5 {
            return best;
        }
        t = next_step((a, fa), (b, fb), (c, fc)).clamp(tolerance, 1.0 - tolerance);
    }
    a
}

/// Where to look next, as a fraction of the way from a to b.
fn next_step((a, fa): (f64, f64), (b, fb): (f64, f64), (c, fc): (f64, f64)) -> f64 {
    let xi = (a - b) / (c - b);
    let phi = (fa - fb) / (fc - fb);
    if phi * phi < xi && (1.0 - phi) * (1.0 - phi) < 1.0 - xi {
        fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
    } else {
        0.5
    }
}
