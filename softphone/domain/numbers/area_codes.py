"""Area codes of the states of the United States, Canada (as of 2026-11-22) and Brazil (2026-11-30).

Each table goes from the ISO 3166-2 code of a state, without its country, to the area codes which serve it,
separated by blanks. An area code may be in more than one state.

Assigned by:

- US: the North American Numbering Plan Administrator (NANPA), in its area-code reports and planning letters.
  The territories (PR, GU, VI, AS, MP) are countries of their own for `phonenumbers`, and so are not here.
- CA: the Canadian Numbering Administrator (CNAC), after the relief decisions of the CRTC.
- BR: Anatel, in its resolution on the "Código Nacional" (DDD), the Plano Geral de Códigos Nacionais (PGCN).

Compiled from the numbering plans and place names in `phonenumbers` 9.0.43, which follow those reports. It has
not the codes below yet; they are from notices of the state commissions and carriers, news and encyclopedias:
US 357, 436, 457, 465, 471, 483, 565, 621, 624, 679, 729, 837, 861 and 924. Of them 565 (Georgia) is announced
without a date of service.

Not here: toll-free (8YY), personal (5YY) and other codes without a place, and codes which are only reserved.
"""

from typing import Final

AS_OF: Final = "2026-11-30"  # to be changed with any table below

# Area codes in the US end at the state line; each is in one state.
US: Final[dict[str, str]] = {
    "AK": "907",
    "AL": "205 251 256 334 483 659 938",
    "AR": "327 479 501 870",
    "AZ": "480 520 602 623 928",
    "CA": (
        "209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 "
        "650 657 661 669 707 714 738 747 760 805 818 820 831 837 840 858 909 916 925 949 "
        "951"
    ),
    "CO": "303 719 720 748 970 983",
    "CT": "203 475 860 959",
    "DC": "202 771",
    "DE": "302",
    "FL": "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954",
    "GA": "229 404 470 478 565 678 706 762 770 912 943",
    "HI": "808",
    "IA": "319 515 563 641 712",
    "ID": "208 986",
    "IL": "217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872",
    "IN": "219 260 317 463 574 765 812 930",
    "KS": "316 620 785 913",
    "KY": "270 364 502 606 859",
    "LA": "225 318 337 457 504 985",
    "MA": "339 351 413 508 617 774 781 857 978",
    "MD": "227 240 301 410 443 667",
    "ME": "207",
    "MI": "231 248 269 313 517 586 616 679 734 810 906 947 989",
    "MN": "218 320 507 612 651 763 924 952",
    "MO": "235 314 417 557 573 636 660 816 975",
    "MS": "228 471 601 662 769",
    "MT": "406",
    "NC": "252 336 472 704 743 828 910 919 980 984",
    "ND": "701",
    "NE": "308 402 531",
    "NH": "603",
    "NJ": "201 551 609 640 732 848 856 862 908 973",
    "NM": "505 575",
    "NV": "702 725 775",
    "NY": "212 315 329 332 347 363 465 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934",
    "OH": "216 220 234 283 326 330 380 419 436 440 513 567 614 740 937",
    "OK": "405 539 572 580 918",
    "OR": "458 503 541 971",
    "PA": "215 223 267 272 412 445 484 570 582 610 717 724 814 835 878",
    "RI": "401",
    "SC": "803 821 839 843 854 864",
    "SD": "605",
    "TN": "423 615 629 729 731 865 901 931",
    "TX": (
        "210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 "
        "832 903 915 936 940 945 956 972 979"
    ),
    "UT": "385 435 801",
    "VA": "276 434 540 571 686 703 757 804 826 948",
    "VT": "802",
    "WA": "206 253 360 425 509 564",
    "WI": "262 274 353 414 534 608 715 920",
    "WV": "304 681",
    "WY": "307",
}

# Two areas are shared: 782 and 902 are Nova Scotia and Prince Edward Island; 867 is the three territories.
CA: Final[dict[str, str]] = {
    "AB": "368 403 587 780 825",
    "BC": "236 250 257 604 672 778",
    "MB": "204 431 584",
    "NB": "428 506",
    "NL": "709 879",
    "NS": "782 902",
    "NT": "867",
    "NU": "867",
    "ON": "226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 807 905 942",
    "PE": "782 902",
    "QC": "263 273 354 367 418 438 450 468 514 579 581 819 873",
    "SK": "306 474 639",
    "YT": "867",
}

# Three area codes cross a state line: 61 serves the towns of GO around Brasília (Luziânia, Valparaíso), 42
# Porto União in SC, 96 Afuá and Chaves in PA. Checked on 2026-11-30. 86 does not: Timon in MA has 99, and
# the two blocks that `phonenumbers` names Timon under 86 are the same blocks of 99.
BR: Final[dict[str, str]] = {
    "AC": "68",
    "AL": "82",
    "AM": "92 97",
    "AP": "96",
    "BA": "71 73 74 75 77",
    "CE": "85 88",
    "DF": "61",
    "ES": "27 28",
    "GO": "61 62 64",
    "MA": "98 99",
    "MG": "31 32 33 34 35 37 38",
    "MS": "67",
    "MT": "65 66",
    "PA": "91 93 94 96",
    "PB": "83",
    "PE": "81 87",
    "PI": "86 89",
    "PR": "41 42 43 44 45 46",
    "RJ": "21 22 24",
    "RN": "84",
    "RO": "69",
    "RR": "95",
    "RS": "51 53 54 55",
    "SC": "42 47 48 49",
    "SE": "79",
    "SP": "11 12 13 14 15 16 17 18 19",
    "TO": "63",
}
