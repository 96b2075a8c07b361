# How every target of the project is declared: same warnings, same flags, one line per module.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

add_library(headroom_flags INTERFACE)
target_compile_options(headroom_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wcast-qual -Werror
  # Same bits with every compiler and optimisation level: no contraction into fused operations.
  -ffp-contract=off)
target_include_directories(headroom_flags INTERFACE ${CMAKE_SOURCE_DIR})
if(HEADROOM_SANITIZE)
  target_compile_options(headroom_flags INTERFACE -fsanitize=${HEADROOM_SANITIZE} -fno-omit-frame-pointer
                                                  -fno-sanitize-recover=all)
  target_link_options(headroom_flags INTERFACE -fsanitize=${HEADROOM_SANITIZE})
  # g++ sees values that are never read as uninitialised once sanitizers have changed the code; the
  # other presets keep the warning.
  target_compile_options(headroom_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()

# headroom_library(NAME SOURCES a.cpp... HEADERS a.h... DEPENDS lib... PRIVATE_DEPENDS lib...)
# One static library. A folder of headers only becomes an interface library. HEADERS are checked for
# self-sufficiency by the target all_verify_interface_header_sets.
function(headroom_library NAME)
  cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;DEPENDS;PRIVATE_DEPENDS" ${ARGN})
  if(ARG_SOURCES)
    add_library(${NAME} STATIC ${ARG_SOURCES})
    set(scope PUBLIC)
    if(ARG_PRIVATE_DEPENDS)
      target_link_libraries(${NAME} PRIVATE ${ARG_PRIVATE_DEPENDS})
    endif()
  else()
    add_library(${NAME} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(${NAME} ${scope} headroom_flags ${ARG_DEPENDS})
  if(ARG_HEADERS)
    target_sources(${NAME} ${scope} FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR} FILES ${ARG_HEADERS})
    set_target_properties(${NAME} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  endif()
endfunction()

# headroom_test(NAME SOURCES a_test.cpp... DEPENDS lib...): one test program, its cases known to ctest.
function(headroom_test NAME)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${NAME} ${ARG_SOURCES})
  target_link_libraries(${NAME} PRIVATE headroom_flags ${ARG_DEPENDS} GTest::gtest_main)
  target_compile_definitions(${NAME} PRIVATE HEADROOM_SOURCE_DIR="${CMAKE_SOURCE_DIR}"
                                             HEADROOM_BINARY_DIR="${CMAKE_BINARY_DIR}")
  # A quarter less time to build, and what is tested has its own flags.
  target_compile_options(${NAME} PRIVATE $<$<CONFIG:Release>:-O1>)
  gtest_discover_tests(${NAME} DISCOVERY_TIMEOUT 120 PROPERTIES TIMEOUT 600)
endfunction()
include(GoogleTest)
