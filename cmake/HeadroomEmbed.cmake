# headroom_embed(TARGET FUNCTION FOLDER): every *.json of FOLDER, sorted by name, becomes part of TARGET
# and is returned by FUNCTION() of models/models.h. A new file in FOLDER is found by the next build.
function(headroom_embed TARGET FUNCTION FOLDER)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${FOLDER}/*.json)
  list(SORT files)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${FUNCTION}.cpp)
  set(script ${CMAKE_SOURCE_DIR}/cmake/EmbedFiles.cmake)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFUNCTION=${FUNCTION} "-DFILES=${files}" -P ${script}
    DEPENDS ${files} ${script}
    COMMENT "Embedding models/${FOLDER}"
    VERBATIM)
  target_sources(${TARGET} PRIVATE ${output})
endfunction()
