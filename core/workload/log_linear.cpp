#include "core/workload/log_linear.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>

#include "core/base/contracts.h"

namespace headroom::workload {
namespace {

constexpr double kHuber = 1.345;
constexpr double kBisquare = 4.685;
constexpr double kMedianToSigma = 1.4826;  // of normal residuals
constexpr double kLeastScale = 1e-9;       // above rounding, far below the noise of any load
constexpr double kOutlierWeight = 1e-12;   // not 0: a cell of outliers alone stays solvable
constexpr double kSettled = 1e-11;         // change of every effect, in logarithms
constexpr int kMostRounds = 200;           // the change shrinks each round; some dozens do

/// Column of every cell that has a rate.
std::vector<Eigen::Index> columns_of(std::span<const LogRate> rates, std::size_t cells) {
  constexpr Eigen::Index kAbsent = -1;
  std::vector<Eigen::Index> columns(cells, kAbsent);
  Eigen::Index next = 0;
  for (const LogRate& rate : rates) {
    HEADROOM_EXPECTS(rate.cell < cells);
    if (columns[rate.cell] == kAbsent) columns[rate.cell] = next++;
  }
  return columns;
}

/// Whether the rate shares its cell with others, for every rate: a lone one fits without residual.
std::vector<bool> repeated(std::span<const LogRate> rates, std::size_t cells) {
  std::vector<int> counts(cells, 0);
  for (const LogRate& rate : rates) ++counts[rate.cell];
  std::vector<bool> result;
  for (const LogRate& rate : rates) result.push_back(counts[rate.cell] > 1);
  return result;
}

class Regression {
 public:
  Regression(std::span<const LogRate> rates, std::size_t cells, bool fit_growth)
      : columns_(columns_of(rates, cells)), repeated_(repeated(rates, cells)) {
    growth_ = fit_growth && std::ranges::find(repeated_, true) != repeated_.end();
    const auto rows = static_cast<Eigen::Index>(rates.size());
    const Eigen::Index last = *std::ranges::max_element(columns_) + 1;
    values_.resize(rows);
    std::vector<Eigen::Triplet<double>> entries;
    for (Eigen::Index row = 0; row < rows; ++row) {
      const LogRate& rate = rates[static_cast<std::size_t>(row)];
      values_[row] = rate.log_rps;
      entries.emplace_back(row, columns_[rate.cell], 1.0);
      if (growth_) entries.emplace_back(row, last, rate.months);
    }
    design_.resize(rows, last + (growth_ ? 1 : 0));
    design_.setFromTriplets(entries.begin(), entries.end());
    weights_.setOnes(rows);
    solve();
  }

  void huber() {
    iterate([this] {
      scale_ = scale();
      const double bend = kHuber * scale_;
      weights_ = residuals_.unaryExpr(
          [bend](double residual) { return std::min(1.0, bend / std::abs(residual)); });
    });
  }
  void bisquare() {
    iterate([this] {
      const double end = kBisquare * scale_;
      weights_ = residuals_.unaryExpr([end](double residual) {
        const double left = 1.0 - residual * residual / (end * end);
        return left > 0.0 ? std::max(kOutlierWeight, left * left) : kOutlierWeight;
      });
    });
  }

  [[nodiscard]] LogLinear result() const {
    LogLinear result;
    if (growth_) result.growth = effects_[effects_.size() - 1];
    for (const Eigen::Index column : columns_)
      result.cells.push_back(column < 0 ? -std::numeric_limits<double>::infinity()
                                        : effects_[column]);
    result.residuals.assign(residuals_.begin(), residuals_.end());
    for (const double weight : weights_) result.outliers.push_back(weight <= kOutlierWeight);
    return result;
  }

 private:
  template <class Reweight>
  void iterate(Reweight&& reweight) {
    for (int round = 0; round < kMostRounds; ++round) {
      const Eigen::VectorXd before = effects_;
      reweight();
      solve();
      if ((effects_ - before).lpNorm<Eigen::Infinity>() < kSettled) return;
    }
  }

  /// Normal equations: diagonal but for the one row and column of the growth.
  void solve() {
    const Eigen::SparseMatrix<double> weighted = weights_.asDiagonal() * design_;
    const Eigen::SparseMatrix<double> squares = design_.transpose() * weighted;
    const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver(squares);
    HEADROOM_ENSURES(solver.info() == Eigen::Success);
    effects_ = solver.solve(weighted.transpose() * values_);
    residuals_ = values_ - design_ * effects_;
  }

  [[nodiscard]] double scale() const {
    std::vector<double> sizes;
    for (std::size_t row = 0; row < repeated_.size(); ++row)
      if (repeated_[row]) sizes.push_back(std::abs(residuals_[static_cast<Eigen::Index>(row)]));
    if (sizes.empty()) return kLeastScale;
    const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
    std::ranges::nth_element(sizes, middle);
    return std::max(kLeastScale, kMedianToSigma * *middle);
  }

  std::vector<Eigen::Index> columns_;
  std::vector<bool> repeated_;
  bool growth_ = false;
  Eigen::SparseMatrix<double> design_;
  Eigen::VectorXd values_;
  Eigen::VectorXd weights_;
  Eigen::VectorXd residuals_;
  Eigen::VectorXd effects_;
  double scale_ = kLeastScale;
};

}  // namespace

LogLinear fit_log_linear(std::span<const LogRate> rates, std::size_t cells, bool fit_growth) {
  HEADROOM_EXPECTS(!rates.empty());
  Regression regression(rates, cells, fit_growth);
  regression.huber();
  regression.bisquare();
  return regression.result();
}

}  // namespace headroom::workload
