//! Linear equations with a symmetric positive definite matrix.

/// A pivot below this share of its diagonal element is rounding, not information.
const SINGULAR: f64 = 16.0 * f64::EPSILON;

/// The lower triangular L with `A = L L'`.
pub(super) struct Cholesky {
    size: usize,
    /// Row by row, zeros above the diagonal.
    lower: Vec<f64>,
}

impl Cholesky {
    /// Factorises the matrix given row by row; `None` where it is not positive definite. Takes O(n^3).
    pub fn new(size: usize, matrix: &[f64]) -> Option<Self> {
        let mut lower = vec![0.0; size * size];
        for row in 0..size {
            for column in 0..=row {
                let known: f64 = (0..column).map(|k| lower[row * size + k] * lower[column * size + k]).sum();
                let left = matrix[row * size + column] - known;
                lower[row * size + column] = if row > column {
                    left / lower[column * size + column]
                } else if left.is_finite() && left > SINGULAR * matrix[row * size + row] {
                    left.sqrt()
                } else {
                    return None;
                };
            }
        }
        Some(Self { size, lower })
    }

    /// The x with `A x = right`.
    pub fn solve(&self, right: &[f64]) -> Vec<f64> {
        let at = |row: usize, column: usize| self.lower[row * self.size + column];
        let mut x = right.to_vec();
        for row in 0..self.size {
            let known: f64 = (0..row).map(|k| at(row, k) * x[k]).sum();
            x[row] = (x[row] - known) / at(row, row);
        }
        for row in (0..self.size).rev() {
            let known: f64 = (row + 1..self.size).map(|k| at(k, row) * x[k]).sum();
            x[row] = (x[row] - known) / at(row, row);
        }
        x
    }

    /// The first diagonal element of the inverse.
    pub fn first_of_inverse(&self) -> f64 {
        let mut unit = vec![0.0; self.size];
        if let Some(first) = unit.first_mut() {
            *first = 1.0;
        }
        self.solve(&unit).first().copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Cholesky;

    #[test]
    fn solves_and_refuses() {
        let matrix = [4.0, 2.0, 0.6, 2.0, 5.0, 1.0, 0.6, 1.0, 3.0];
        let x = [1.0, -2.0, 3.0];
        let right: Vec<f64> = matrix.chunks(3).map(|row| row.iter().zip(x).map(|(a, x)| a * x).sum()).collect();
        let cholesky = Cholesky::new(3, &matrix).expect("positive definite");
        assert!(cholesky.solve(&right).iter().zip(x).all(|(found, x)| (found - x).abs() < 1e-14));
        // By Cramer's rule.
        assert!((cholesky.first_of_inverse() - 14.0 / 44.6).abs() < 1e-15);
        assert!(Cholesky::new(2, &[1.0, 1.0, 1.0, 1.0]).is_none());
        assert!(Cholesky::new(2, &[1.0, f64::NAN, f64::NAN, 1.0]).is_none());
    }
}
