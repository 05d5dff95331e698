"""Words that say little about a problem, folded as ``words.fold`` does, in the four languages of the start.

Silent words hold a sentence together; common ones are in every complaint
("does not work"); wishes tell that somebody wants to buy something.
"""

from __future__ import annotations

_SILENT = """
a an the it its is am are be been was were i me my mine we us our you your he she they them his her their this that
these those of to in on at by for from with as and or but if then so than too very do does did has have had will
would can could should may there here what which who when where why how im ive id please hi hello hey thanks thank
der die das den dem des ein eine einen einem einer eines es ist sind bin war ich mich mir mein meine meinen meinem
meiner wir uns unser du sie er ihr ihre und oder aber wenn dann zu zum zur auf von vom mit bei fur aus als auch noch
schon sehr da hier wer wie wo warum hat habe haben hatte wird werden kann konnen soll mag bitte hallo danke guten
tag le la les un une de l d il elle je j m moi mon ma mes nous notre vous votre ce c cette ces cela ca et ou mais si
que qu qui quoi est sont suis etait ont ai au aux en y dans sur par pour avec sans plus tres s se sa ses bonjour
merci svp el los las una unos unas lo al del mi mis yo tu su sus nos nuestro quien como cuando donde por para con
sin o pero muy esta estan era ha han hay esto este esa ese hola gracias favor sich dich euch lui leur nosotros ellos
"""

_COMMON = """
not no dont doesnt cant wont isnt couldnt wouldnt cannot never nothing none anything something everything any some
all more now again still anymore longer work works working worked get gets getting got go goes going went come comes
coming out off up down over back say says said try tries trying tried make use using need want help problem problems
issue issues error errors trouble wrong broken broke fail fails failed stop stops stopped start open show shows new
old day today yesterday time week since after before just only keep keeps always every good bad computer pc laptop
machine device system windows mac linux app program thing way one two see look tell find know like take put set
nicht kein keine keinen keiner nichts mehr geht gehen ging lauft lasst macht machen funktioniert funktionieren
probleme fehler hilfe kommt kommen heraus raus sagt zeigt immer nie wieder nur jetzt heute gestern seit neu neue
neuen alles rechner gerat ne pas plus rien aucun jamais marche marchent fonctionne fonctionnent erreur aide fait
faire dit sort sortir toujours encore depuis ordinateur nouveau nouvelle tout quand comment peux peut veux veut
impossible nada ningun nunca funciona funcionan problema problemas ayuda puedo puede quiero hace hacer dice sale
salir siempre todavia desde ordenador computadora equipo nuevo nueva todo cuando ahora hoy ya
"""

_WISHES = """
order buy buying purchase quote invoice price lease rent bestell bestellen bestelle bestellung kaufen kaufe kauf
angebot rechnung preis acheter achat commander commande devis facture prix comprar compra compro pedir pedido
presupuesto factura precio
"""

SILENT_WORDS = frozenset(_SILENT.split())
COMMON_WORDS = frozenset(_COMMON.split()) - SILENT_WORDS
WISH_WORDS = frozenset(_WISHES.split())
