# Writes a C++ file that holds the bytes of data files, so that a binary needs no file beside it.
# Run as a script: cmake -DOUTPUT=out.cpp -DFUNCTION=name -DFILES=a.json;b.json -P EmbedFiles.cmake
# Bytes, not string literals: compilers need not take literals of more than 65,536 characters.
set(arrays "")
set(entries "")
set(index 0)
foreach(file IN LISTS FILES)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  get_filename_component(name ${file} NAME_WE)
  string(APPEND arrays "const unsigned char kBytes${index}[] = {${bytes}};\n")
  string(APPEND entries "      data_file(\"${name}\", kBytes${index}),\n")
  math(EXPR index "${index} + 1")
endforeach()

set(body "  return {};\n")
if(entries)
  set(body "  static const DataFile files[] = {\n${entries}  };\n  return files;\n")
endif()
file(WRITE ${OUTPUT} "// Written by cmake/EmbedFiles.cmake.
#include \"models/embedded.h\"
#include \"models/models.h\"

namespace headroom::models {
namespace {
${arrays}}  // namespace

std::span<const DataFile> ${FUNCTION}() {
${body}}

}  // namespace headroom::models
")
