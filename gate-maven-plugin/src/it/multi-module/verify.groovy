['one', 'two'].each { module ->
    assert new File(basedir, "$module/target/gate/verdict.json").text.contains('"decision": "PASS"')
}
assert !new File(basedir, 'build.log').text.contains('not marked as thread-safe')
