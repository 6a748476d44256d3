"""The mail programs of the second set: none of them writes in the first one."""

from tests.mail.blind.frames import Program

PROVIDER = "smtp.provider.example.net"
YANDEX = Program(
    "Yandex Mail", "forward501a.mail.yandex.net", "<{n}1792080010@mail.yandex.ru>",
    "X-Yandex-Fwd: 1\nX-Mailer: Yamail [ http://yandex.ru ] 5.0\n",
    "Received: from mail-nwsmtp-mxback-production.sas.yp-c.yandex.net by forward501a.mail.yandex.net (nwsmtp/Yandex) with ESMTPS; {date}\n", "mail",
)  # fmt: skip
TUTA = Program("Tuta", "w4.tutanota.de", "<N{d}@tutanota.com>", "", "", "s1", "utf-8")
LIBERO = Program(
    "Libero Mail", "libero.it", "<{n}.{n}.1792067530@mail1.libero.it>",
    "X-Priority: 3\nImportance: Normal\nX-Mailer: Libero Mail\nX-Originating-Client: open-xchange-appsuite\nX-libjamsun: {h}\n", "", "s2021",
)  # fmt: skip
WP = Program("WP Poczta", "mx3.wp.pl", "<{d}@wp.pl>", "X-Mailer: WP.PL Interfaz\nX-WP-MailID: 77d15b3f0c\nX-WP-AV: skaner antywirusowy Poczty Wirtualnej Polski\n", "", "1024a")  # fmt: skip
NETEASE = Program(
    "163.com", "m16.mail.163.com", "<{h}.7d1.19293f0c77d.Coremail.oksana@163.com>",
    "X-Originating-IP: [192.0.2.163]\nX-Priority: 3\nX-Mailer: Coremail Webmail Server Version XT5.0.14 build 20230109\n"
    "X-CM-TRANSID: _____wD3X__5b3f0c\nX-Coremail-Antispam: 1Uf129KBjvJXoW7\n", "", "s110527", "GBK",
)  # fmt: skip
ZOHO = Program(
    "Zoho Mail", "sender4-op-o15.zoho.com", "<19293f0c77d.{h}{n}.7d15b3f@zoho.com>",
    "Importance: Medium\nUser-Agent: Zoho Mail\nX-Mailer: Zoho Mail\n",
    "ARC-Seal: i=1; a=rsa-sha256; t=1792080010; cv=none; d=zohomail.com; s=zohoarc; b={d}\n", "zm2022",
)  # fmt: skip
HORDE = Program("Horde IMP", "webmail.univ.example", "<20261015193012.Horde.{d}@webmail.univ.example>", "User-Agent: Horde Application Framework 5\n", "", "")  # fmt: skip
SQUIRREL = Program(
    "SquirrelMail", "mail.interpreters.example", "<{d}.squirrel@mail.interpreters.example>",
    "User-Agent: SquirrelMail/1.4.23 [SVN]\nX-Priority: 3 (Normal)\nImportance: Normal\n", "", "", "iso-8859-1", "Q",
)  # fmt: skip
EVOLUTION = Program("Evolution", PROVIDER, "<{d}.camel@example.net>", "User-Agent: Evolution 3.52.4-1 \n", "", "")
KMAIL = Program("KMail", PROVIDER, "<{n}.O9o76ZdvQC@laptop>", "X-KMail-Identity: 0\n", "", "", "UTF-8", "B")
MUTT = Program("mutt", PROVIDER, "<Zw{h}@laptop.example.net>", "X-Operating-System: Linux\n", "", "")
THE_BAT = Program("The Bat!", PROVIDER, "<{n}.20261015163100@example.net>", "X-Mailer: The Bat! (v11.4) Professional\nX-Priority: 3 (Normal)\n", "", "", "koi8-r")  # fmt: skip
WINDOWS_MAIL = Program("Windows Mail", PROVIDER, "<{d}@example.net>", "X-Priority: 3\nImportance: normal\nX-MSMail-Priority: Normal\n", "", "", "utf-8")  # fmt: skip
LIVE_MAIL = Program(
    "Windows Live Mail", PROVIDER, "<{d}@AntonioPC>",
    "X-Priority: 3\nX-MSMail-Priority: Normal\nImportance: Normal\nX-Mailer: Microsoft Windows Live Mail 16.4.3528.331\nX-MimeOLE: Produced By Microsoft MimeOLE V16.4.3528.331\n",
    "", "", "iso-8859-1", "Q",
)  # fmt: skip
NOTES = Program(
    "HCL Notes", "notes.cpas.example", "<OF{h}.D1A2B3C4-ONC1258D4E.004FE2A1-C1258D4E.0050A1B2@cpas.example>",
    "X-Mailer: HCL Notes Release 12.0.2 November 03, 2022\nX-MIMETrack: Serialize by Router on MAIL02/CPAS(Release 12.0.2FP3) at 15/10/2026 16:02:11\nX-TNEFEvaluated: 1\n",
    "", "", "ISO-8859-1", "Q",
)  # fmt: skip
GROUPWISE = Program("GroupWise", "gw.stadt.example", "<67{h}.0042.0@gw.stadt.example>", "X-Mailer: Novell GroupWise Internet Agent 18.4.2 \n", "", "", "utf-8", "Q")  # fmt: skip
SPARK = Program("Spark", PROVIDER, "<{h}-4d3a-4b7c-9c55-{h}@Spark>", "X-Readdle-Message-ID: 5b3f0c77-d1a2@Spark\n", "", "", "utf-8")  # fmt: skip
FAIREMAIL = Program("FairEmail", PROVIDER, "<{h}-7d15-4b3f-8c77-{h}@example.net>", "X-Correlation-ID: <5b3f0c77-7d15@example.net>\nUser-Agent: FairEmail\n", "", "")  # fmt: skip
WEB_DE = Program("WEB.DE app", "mout.web.de", "<{h}-b1c2-4d3e-8f90-{h}@web.de>", "X-Provags-ID: V03:K1:d29ybGQgaGVsbG8=\nX-UI-Message-Type: mail\n", "", "s29768273", "utf-8")  # fmt: skip
BLUEMAIL = Program("BlueMail", PROVIDER, "<{h}-1f2e-4b7c-9c55-{h}@example.net>", "X-Priority: 3\nUser-Agent: BlueMail for Android\nX-BlueMail-Id: 77d1\n", "", "")  # fmt: skip
COPIER = Program("Canon copier", "bizhub.bibliotheque.example", "<20261016101500.{h}.copieur@bibliotheque.example>", "X-Mailer: Canon iR-ADV C3530\n", "", "", "ISO-8859-1")  # fmt: skip
FORM_MAILER = Program("Old script", "www.hebergeur.example", "<{d}@www.hebergeur.example>", "X-PHP-Originating-Script: 1001:envoi.php\n", "", "")  # fmt: skip
