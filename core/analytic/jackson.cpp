#include "core/analytic/jackson.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include <Eigen/Dense>

#include "core/analytic/queueing.h"
#include "core/base/contracts.h"

namespace headroom::analytic {
namespace {

std::vector<double> traffic(const JacksonNetwork& net) {
  const auto size = static_cast<Eigen::Index>(net.external_rate.size());
  Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(size, size);
  Eigen::VectorXd external(size);
  for (Eigen::Index i = 0; i < size; ++i) {
    external[i] = net.external_rate[static_cast<std::size_t>(i)];
    for (Eigen::Index j = 0; j < size; ++j)
      matrix(j, i) -= net.routing[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)];
  }
  const Eigen::FullPivLU<Eigen::MatrixXd> solver(matrix);
  HEADROOM_EXPECTS(solver.isInvertible());
  const Eigen::VectorXd rates = solver.solve(external);
  return {rates.begin(), rates.end()};
}

}  // namespace

JacksonAnswer jackson(const JacksonNetwork& net) {
  JacksonAnswer answer;
  answer.arrival_rate = traffic(net);
  const double external = std::accumulate(net.external_rate.begin(), net.external_rate.end(), 0.0);
  HEADROOM_EXPECTS(external > 0.0);
  for (std::size_t i = 0; i < answer.arrival_rate.size(); ++i) {
    answer.visits.push_back(answer.arrival_rate[i] / external);
    answer.utilization.push_back(answer.arrival_rate[i] / (net.servers[i] * net.service_rate[i]));
  }
  const double busiest = *std::max_element(answer.utilization.begin(), answer.utilization.end());
  answer.saturation_rate = external / busiest;
  answer.stable = busiest < 1.0;
  if (!answer.stable) return answer;
  for (std::size_t i = 0; i < answer.arrival_rate.size(); ++i) {
    const MultiServer node = mmc(answer.arrival_rate[i], net.service_rate[i], net.servers[i]);
    answer.response_s.push_back(node.mean_response_s);
    answer.mean_in_system.push_back(node.mean_in_system);
    answer.total_in_system += node.mean_in_system;
  }
  answer.end_to_end_s = answer.total_in_system / external;
  return answer;
}

OpenAnswer open_shared_stations(const std::vector<double>& arrival_rate,
                                const std::vector<std::vector<double>>& demand_s) {
  OpenAnswer answer;
  answer.utilization.assign(demand_s.front().size(), 0.0);
  for (std::size_t r = 0; r < demand_s.size(); ++r)
    for (std::size_t k = 0; k < demand_s[r].size(); ++k)
      answer.utilization[k] += arrival_rate[r] * demand_s[r][k];
  answer.stable = std::all_of(answer.utilization.begin(), answer.utilization.end(),
                              [](double busy) { return busy < 1.0; });
  if (!answer.stable) return answer;
  for (const std::vector<double>& demands : demand_s) {
    answer.residence_s.emplace_back();
    for (std::size_t k = 0; k < demands.size(); ++k)
      answer.residence_s.back().push_back(demands[k] / (1.0 - answer.utilization[k]));
    answer.response_s.push_back(
        std::accumulate(answer.residence_s.back().begin(), answer.residence_s.back().end(), 0.0));
  }
  return answer;
}

}  // namespace headroom::analytic
