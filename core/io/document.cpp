#include "core/io/document.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "core/io/files.h"
#include "core/io/format_name.h"
#include "core/io/json_parse.h"
#include "core/io/merge_patch.h"
#include "core/io/paths.h"
#include "core/io/reader.h"
#include "core/io/scenario_fields.h"

namespace headroom::io {
namespace {

/// Files from the one that was asked for to the one that extends nothing.
class Chain {
 public:
  /// What a file says that it extends.
  struct Next {
    std::string file;
    const Json* typed;
  };
  /// Parses one more file.
  std::optional<Next> add(std::string_view text, const std::string& file, Reader& reader);
  /// False after a mistake: the chain is closed or too long.
  bool accepts(const std::string& file, const Json& extends, Reader& reader);
  Document merged(Reader& reader) &&;

 private:
  struct Link {
    ParsedText parsed;
    std::string file;
  };
  [[nodiscard]] std::string shown() const;

  // Values point to their parents, so the links must not move.
  std::vector<std::unique_ptr<Link>> links_;
  std::vector<std::filesystem::path> canonical_;
};

std::string Chain::shown() const {
  std::string text;
  for (const auto& link : links_) text += (text.empty() ? "" : " -> ") + link->file;
  return text;
}

bool Chain::accepts(const std::string& file, const Json& extends, Reader& reader) {
  std::error_code ignored;
  const auto canonical = std::filesystem::weakly_canonical(file, ignored);
  const bool closed = std::ranges::find(canonical_, canonical) != canonical_.end();
  if (closed)
    reader.mistake(extends, "extends-itself",
                   "files extend each other: " + shown() + " -> " + file);
  if (!closed && links_.size() >= kLongestChain)
    reader.mistake(extends, "chain-too-long",
                   "more than " + std::to_string(kLongestChain) +
                       " files extend each other: " + shown() + " -> " + file);
  return !closed && links_.size() < kLongestChain;
}

std::optional<Chain::Next> Chain::add(std::string_view text, const std::string& file,
                                      Reader& reader) {
  Result<ParsedText> parsed = parse_json(text, file, "scenario");
  if (!parsed) {
    reader.take({}, parsed.diagnostics());
    return std::nullopt;
  }
  links_.push_back(std::make_unique<Link>(Link{std::move(parsed).value(), file}));
  std::error_code ignored;
  canonical_.push_back(std::filesystem::weakly_canonical(file, ignored));
  Json& root = links_.back()->parsed.root;
  link_parents(root);
  if (!check_format(reader, root, kScenarioFormat)) return std::nullopt;
  const Json* extends = root.find("extends");
  if (extends == nullptr) return std::nullopt;
  WhatIfText what_if;
  read_object(reader, root, what_if_fields(), what_if);
  if (reader.found().has_errors()) return std::nullopt;
  auto next = file_beside(file, what_if.extends);
  reader.take(*extends, next.diagnostics());
  if (!next || !accepts(*next, *extends, reader)) return std::nullopt;
  return Next{*next, extends};
}

/// The name and description of a what-if stand for those of what it extends.
void rename(Json& target, const Json& what_if, Reader& reader) {
  for (const char* field : {"name", "description"}) {
    const Json* own = what_if.find(field);
    if (own == nullptr) continue;
    Json patch = Json::object();
    patch.add(field, *own);
    apply_patch(target, patch, reader);
  }
}

Document Chain::merged(Reader& reader) && {
  Document document;
  document.root = std::make_unique<Json>(links_.back()->parsed.root);
  for (auto link = links_.rbegin() + 1; link != links_.rend(); ++link) {
    const Json& what_if = (*link)->parsed.root;
    apply_patch(*document.root, *what_if.find("changes"), reader);
    rename(*document.root, what_if, reader);
  }
  for (const auto& link : links_) document.sources.push_back(std::move(link->parsed.source));
  link_parents(*document.root);
  return document;
}

}  // namespace

Result<Document> load_document(std::string_view text, const std::string& file) {
  Reader reader;
  Chain chain;
  std::optional<Chain::Next> next = chain.add(text, file, reader);
  while (next) {
    const auto read = read_file(next->file);
    reader.take(*next->typed, read.diagnostics());
    if (!read) break;
    const std::string current = next->file;
    next = chain.add(*read, current, reader);
  }
  if (reader.found().has_errors()) return reader.found();
  Document document = std::move(chain).merged(reader);
  return {std::move(document), reader.found()};
}

}  // namespace headroom::io
