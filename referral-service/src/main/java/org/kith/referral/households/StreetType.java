package org.kith.referral.households;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The word after a street's own name, in every spelling in which people write it. */
enum StreetType {
    ALLEY("alley aly"),
    APPROACH("approach appr"),
    ARCADE("arcade"),
    AVENUE("avenue av ave aven avn"),
    BANK("bank bk bnk"),
    BOULEVARD("boulevard blvd bvd boul"),
    BRIDGE("bridge brg"),
    BROADWAY("broadway bdwy"),
    BROW("brow brw"),
    BUILDINGS("buildings bldgs blds"),
    CAUSEWAY("causeway cswy"),
    CHASE("chase chs"),
    CIRCLE("circle circ"),
    CIRCUS("circus circ"),
    CLOSE("close cl clo cls clse"),
    COMMON("common cmn"),
    COPSE("copse cps"),
    CORNER("corner cnr crn"),
    COTTAGES("cottages cotts cots"),
    COURT("court ct crt"),
    COURTYARD("courtyard ctyd"),
    CRESCENT("crescent cr crs cres cresc cresent"),
    CROFT("croft crft"),
    CROSS("cross crss"),
    CROSSING("crossing xing crossings"),
    DALE("dale dl"),
    DELL("dell dll"),
    DENE("dene dn"),
    DRIVE("drive dr drv"),
    END("end"),
    ESPLANADE("esplanade"),
    ESTATE("estate est"),
    FIELDS("fields field flds fld"),
    FOLD("fold fld folds"),
    GARDENS("gardens gdn gdns garden gards"),
    GATE("gate gte"),
    GLADE("glade gld"),
    GLEN("glen gln"),
    GREEN("green grn"),
    GROVE("grove gr grv gro"),
    HEIGHTS("heights hts"),
    HEY("hey heys"),
    HILL("hill hl"),
    HOLLOW("hollow hllw"),
    LANE("lane la ln"),
    LEA("lea leas"),
    MEADOW("meadow meadows mdw mdws"),
    MEWS("mews mws"),
    MOUNT("mount mt mnt"),
    NOOK("nook nk"),
    ORCHARD("orchard orch"),
    PARADE("parade pde prd"),
    PARK("park pk prk"),
    PASSAGE("passage psge"),
    PATH("path pth"),
    PLACE("place pl plc"),
    PLAZA("plaza plz"),
    PRECINCT("precinct pct"),
    PROMENADE("promenade prom"),
    QUAY("quay qy"),
    RIDGE("ridge rdg"),
    RISE("rise"),
    ROAD("road rd raod"),
    ROW("row rw"),
    SIDE("side"),
    SQUARE("square sq sqr"),
    STREET("street st str strt sreet"),
    TERRACE("terrace ter terr tce trc"),
    TOP("top tp"),
    VALE("vale vl"),
    VIEW("view vw"),
    VILLAS("villas vlls"),
    WALK("walk wlk"),
    WAY("way wy"),
    WHARF("wharf whf"),
    WYND("wynd wnd"),
    YARD("yard yd");

    /** Too seldom taken for another type, and too often the next word of a sentence: "Hughes sides with her". */
    private static final Set<StreetType> SELDOM = EnumSet.of(
            APPROACH, BRIDGE, BUILDINGS, CIRCLE, COMMON, COPSE, CORNER, COTTAGES, CROSS, END, ESTATE, FIELDS, HEY, LEA,
            PASSAGE, PATH, PROMENADE, SIDE, TOP);

    /** After a word such as "church" these hardly mean anything but a street. */
    private static final Set<StreetType> UNMISTAKABLE =
            EnumSet.of(AVENUE, BOULEVARD, CRESCENT, GARDENS, LANE, ROAD, STREET, TERRACE);

    /** Behind "church" these begin or are another word: "St Mary", "la la". */
    private static final Set<String> MISTAKABLE = Set.of("st", "la", "av", "cr", "ter", "trc", "garden", "gards");

    private static final Map<String, StreetType> BY_SPELLING = Arrays.stream(values())
            .flatMap(type -> type.spellings().map(spelling -> Map.entry(spelling, type)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));

    private final String spellings;

    StreetType(String spellings) {
        this.spellings = spellings;
    }

    static Optional<StreetType> of(String word) {
        return Optional.ofNullable(BY_SPELLING.get(word));
    }

    Stream<String> spellings() {
        return Arrays.stream(spellings.split(" "));
    }

    /** What a writer may put who mistakes the type of a street. */
    static Stream<String> mistaken() {
        return Arrays.stream(values()).filter(type -> !SELDOM.contains(type)).flatMap(StreetType::spellings);
    }

    /** What a writer may put who mistakes the type of a street that is called by an everyday word. */
    static Stream<String> mistakenAfterAnEverydayWord() {
        return UNMISTAKABLE.stream().flatMap(StreetType::spellings).filter(word -> !MISTAKABLE.contains(word));
    }
}
