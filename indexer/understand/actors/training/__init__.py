"""How the tagger's model is made: `python -m indexer.understand.actors.training --help`.

`counting` counts the lexicon from articles without labels; `conll` reads sentences with their names marked; `arrays`
turns these into numbers; `objective` says how badly weights explain them, and in which direction less badly;
`minimise` follows it. Nothing is drawn by chance, so that the same data give the same model.
"""
