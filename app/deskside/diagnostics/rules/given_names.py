"""Given names common where Deskside speaks a language and among those who work there; words that are no names."""

from __future__ import annotations

from deskside.diagnostics.rules.words import words

_NAMES = """
        aaron abdul abdullah abigail adam adela adele adrian adriana adrien agata agathe agnes agnieszka ahmad
        ahmed aicha aisha akira alain alan albert alberto aldo alejandra alejandro aleksandra alessandra
        alessandro alessia alex alexander alexandra alexandre alexis alfonso alfred alfredo ali alice alicia alina
        alison allison alma alvaro amanda amandine amelia amelie amina amir amira amit amy ana anastasia anders
        andre andrea andreas andrei andres andrew andrzej andy angel angela angelika angelina anita anja anjali
        anke ann anna anne anneliese annette annika antje anthony antoine antoinette anton antonia antonio anya
        arjun arman armin arnaud arne arno arthur arturo asha ashley astrid audrey aurelie axel ayse aziz barbara
        bart bastian beate beatrice beatriz belen ben benedikt benjamin benoit bernadette bernard bernd bernhard
        bert bettina bianca bilal birgit birgitta bjorn blanca bob bodo boris brad brandon brenda brian brigitte
        britta bruce bruno burak camila camille carina carl carla carlo carlos carmen carol carolina caroline
        carsten caterina catherine cecile cecilia celia celine cem cesar chantal charles charlotte chen chiara
        chloe chris christa christel christian christiane christina christine christoph christophe christopher
        cindy claire clara claude claudia claudio claus clemens colette colin concepcion connor conor corinna
        corinne cornelia cristian cristina cynthia dagmar daisuke damien dan dana daniel daniela daniele danielle
        danuta daria dario david deborah denis denise dennis derek detlef devi diana diane didier diego dieter
        dietmar dilip dimitri dimitris dirk dmitri dolores dominik dominique donald donna dora doris dorothea
        dorothee douglas duncan dylan eberhard eckhard edgar edith edoardo eduard eduardo edward edwin eileen
        elena eleni elias elif elisa elisabeth elise elizabeth elke ella ellen elodie elsa emil emile emilia
        emilie emily emine emma emmanuel emre enrico enrique eric erica erich erik erika ernesto ernst erwin esra
        esteban estelle esther eugen eugenia eva evelyn ewa fabian fabien fabienne fabio fabrice faisal farid
        fatih fatima fatma federica federico felicia felipe felix fernanda fernando filip filippo finn fiona
        florence florian frances francesca francesco francis francisca francisco franck francois francoise frank
        franz franziska fred frederic frederik friedrich fritz gabriel gabriela gabriele gabriella gareth gary
        gemma geoffrey george georg georges gerald gerard gerda gerhard gerhild gianluca giles gilles gina giorgio
        giovanna giovanni gisela gloria goran gordon grace graham greg gregor gregory greta grzegorz guido
        guillaume guillermo gunter gunther gustav hakan hamid hana hanna hannah hannelore hannes hans harald
        harold haruto harry hasan hassan heather hector heide heidi heike heiko heiner heinrich heinz helen helena
        helene helga helmut hendrik henri henrik henry herbert hermann hilda hilde hiroshi holger horst hubert
        hugo huseyin ian ibrahim ida ignacio igor ilse imran ines ingeborg ingo ingrid irena irene iris irina
        isaac isabel isabella isabelle ismail ivan ivana jack jacob jacqueline jacques jaime jakob jakub james
        jamal jan jana jane janet janina janine jarek jason javier jay jean jeanette jeanne jeff jeffrey jelena
        jennifer jenny jens jeremy jerome jerzy jesper jessica jesus jill jim jimena jing joachim joan joana
        joanna joao joaquin jochen joe joel johan johann johanna johannes john jon jonas jonathan jorg jorge jose
        josef josefa josefina joseph josephine joshua joyce juan juana judith jules julia julian juliane julie
        julien julio jun jurgen justin justyna jutta kai kaja kamal kamil karel karen karin karina karl karla
        karolina karsten katarina katarzyna kate katharina katherine kathleen kathrin kathryn kathy katia katja
        katrin kazuki keith keiko kelly ken kenji kenneth kerstin kevin khalid kim kimberly kirsten klaus klara
        konrad konstantin kristian kristin kristina kumar kurt lara larissa larry lars laszlo laura laure laurence
        laurent lea leah leila lena leo leon leonard leonardo leonie leonor leticia leyla li liam lidia lin lina
        linda ling lisa liselotte lothar louis louise luc luca lucas lucia lucie lucien lucy ludovic ludwig luigi
        luis luisa luka lukas luke lydia lynn maciej magda magdalena maia maike mahmoud malgorzata malik manfred
        manon manuel manuela marc marcel marcello marcin marco marcos marcus mareike margaret margarita margit
        margot margarethe maria mariam marian mariana marianne marie marina mario marion marisol marius marjan
        mark marko markus marlene marlies marta martha martin martina martine mary maryam massimo mateo mateusz
        mathias mathieu mathilde matteo matthew matthias maureen maurice maurizio mauro max maxime maximilian
        mayumi mehdi mehmet mei melanie melissa mercedes meryem mia michael michaela michal michel michele
        michelle miguel mika mikael mike mila milan milena mina ming miranda mireille miriam mirko miroslav
        mohamed mohammad mohammed mona monica monika monique montserrat muhammad murat mustafa myriam nabil nadia
        nadine naomi natalia natalie natascha nathalie nathan neil nicholas nicola nicolas nicole niels niklas
        niko nikola nikolai nikolaus nikos nils nina noah noel noemi nora norbert nuria nuno olaf oleg olga oliver
        olivia olivier omar orhan oscar oskar otto ottilie pablo padraig paloma pamela paola paolo pascal patrice
        patricia patrick patrik paul paula paulina pauline paulo pavel pedro peggy peter petra philip philipp
        philippe philippa phillip pia pierre pilar piotr pooja priya quentin rachel rafael rahul rainer raj rajesh
        ralf ralph ramon raphael raquel rashid raul ravi raymond rebecca regina regine reiner reinhard reinhold
        remi renata renate rene ricardo riccardo richard rita robert roberta roberto robin rodrigo roger roland
        rolf romain roman romy ronald rosa rosalie rosario rosemarie ross roswitha ruben rudiger rudolf rui
        russell ruth ryan sabine sabrina sakura salim sally salma salvador salvatore sam samantha samira samir
        samuel sandra sandrine sandro sanjay santiago sara sarah sascha scott sean sebastian sebastien selim selma
        serena serge sergei sergio severin shannon sharon sheila shirin shota siegfried sigrid silke silvia simon
        simona simone slavko sofia solange sonia sonja sophia sophie soren stefan stefania stefanie steffen stella
        stephan stephane stephanie stephen steve steven stuart sunita sunil susan susana susanne suzanne svein
        sven svenja svetlana sylvia sylvie sylvain tadeusz takashi tamara tanja tarek tatiana tatjana ted teresa
        terry thea theo theodor theresa therese thibault thierry thomas thorsten tiago tim timo timothy tina
        tobias tom tomas tomasz tommaso toni tony torsten tracy trevor tristan tobi udo ulf ulrich ulrike ursula
        uta ute uwe valentin valentina valeria valerie vanessa vera veronica veronika veronique vicente victor
        victoria viktor vincent vincenzo viola virginia virginie vivian vladimir volker walter waltraud wanda wei
        wendy werner wilfried wilhelm wilhelmina willem william wolfgang wojciech xavier xiao yael yan yann
        yannick yara yasmin yasmine yolanda youssef yuki yuko yuri yusuf yves yvette yvonne zainab zeynep zofia
        zoe zoltan zuzana
        """
GIVEN_NAMES = words(_NAMES)

_NOT_NAMES = """
        desktop laptop notebook pc workstation mac macbook debian ubuntu fedora raspberrypi android iphone ipad
        kali the and not for with from that this was has are can may will all any one two new old out off set get
        put use used user users name names host hosts server servers client clients computer machine device
        devices printer print printing file files folder path home data date time value values key keys text type
        types list line lines page pages port ports address network internet error errors warning notice info
        debug failed failure success ok done none null true false yes unknown default local remote public private
        shared system service services process account accounts login logon logout session settings setting config
        input output interface group groups role roles profile id ids number numbers code codes status state
        version build update updates check test tests team desk help support everyone everybody there here sir
        madam please thanks thank hello dear hi hey morgen tag abend zusammen leute welt world agent mode mail
        email message messages event events task job jobs queue office work company store market had is it its he
        she they we you me my your his her our their who what when where why how which while because since still
        just now then den der die das dem des ein eine und oder ist sind war nicht kein keine ich sie wir ihr mit
        von aus bei seit nach wegen uber unter hier dort bitte herr herrn frau familie damen herren kollegen
        kollegin kollege le la les un une et ou est sont pas je tu il elle nous vous ils elles mon ma mes votre
        notre avec pour sans dans sur monsieur madame tout tous el los las una unos unas es son no si yo mi su con
        sin por para del senor senora todo todos buenos buenas monday tuesday wednesday thursday friday saturday
        sunday january february march april june july august september october november december montag dienstag
        mittwoch donnerstag freitag samstag sonntag januar februar marz mai juni juli oktober dezember windows
        linux microsoft google apple chrome firefox outlook teams word excel cisco lenovo dell canon epson brother
        helvetica times segoe logged current domain controller getting unable going trying having using working
        looking waiting writing sorry very really sure str int bool bytes float dict tuple optional object string
        boolean char void const let var func def class return amd64 i386 i686 arm64 armhf aarch64 x86 noarch retry
        retries do does did make made run runs running start started stop stopped add added remove removed first
        last next if so only also ask asks asked open opened close closed read write written send sent sender
        recipient caller author reporter assignee requester owner principal identity keep kept safe same other
        both each every some few many more most less least such than too yet again once ever never always often
        must should would could might shall lets see seen compat dns winbind sss nis mdns4 myhostname ldap
        kerberos basic digest bearer negotiate password secret token wrong right empty missing present absent
        allowed denied locked unlocked expired valid invalid required given found lost changed manual automatic
        auto enabled disabled active inactive online offline ready busy idle up down left connected disconnected
        interactive batch remote-interactive unlock cached logon2 nothing something anything everything nobody
        somebody windows10 windows11 macos ios ipados chromeos freebsd android14 docker podman kubernetes nginx
        apache mysql redis mongodb rabbitmq product products either original dir url link links index title
        content contents header headers body
        """
NOT_NAMES = words(_NOT_NAMES)

_NOT_SURNAMES = """
        street road avenue university hospital airport texas carolina river lake county city island hotel bank
        group inc corp ltd gmbh company office center centre server client driver service manager update error
        tools tool pro air mini plus max ultra edition version studio code desktop laptop printer monitor player
        reader viewer editor browser explorer assistant store cloud drive teams word excel outlook windows linux
        monday tuesday wednesday thursday friday saturday sunday january february march april june july august
        september october november december neue sans serif mono roman bold italic regular hilton stanley motors
        power here there and or the is was has will can not my please speaking laserjet officejet protocol
        services system systems network team desk support help speed size length value values retries connections
        level resolution rate memory age count audio tracing be any all as complete done read unread only
        """
NOT_SURNAMES = words(_NOT_SURNAMES)
