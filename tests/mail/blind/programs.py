"""The mail programs of the public, by what they and their servers leave in the headers."""

from tests.mail.blind.frames import Program

GOOGLE = (
    "X-Google-DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=1e100.net; s=20230601; bh={d}=; b={d}\n"
    "X-Gm-Message-State: AOJu0Y{d}\nX-Google-Smtp-Source: AGHT+I{d}\n"
    "X-Received: by 2002:a05:6402:2685:b0:5c9:{d} with SMTP id\n 4fb4d7f45d1cf-{d}mr; {date}\n"
)
GMAIL = Program("Gmail web", "mail-ed1-f41.google.com", "<CAB{d}@mail.gmail.com>", trail=GOOGLE, selector="20230601")
GMAIL_ANDROID = GMAIL._replace(name="Gmail Android")
GMAIL_IOS = GMAIL._replace(name="Gmail iOS")
IPHONE = Program(
    "iPhone Mail", "ms11p00im-hyfv17281201.me.com", "<{d}@icloud.com>", "X-Mailer: iPhone Mail (22A3370)\n",
    coding="Q", charset="utf-8", selector="1a1hai",
)  # fmt: skip
APPLE_MAIL = IPHONE._replace(name="Apple Mail", extra="X-Mailer: Apple Mail (2.3826.200.121)\n")
MICROSOFT = (
    "ARC-Seal: i=1; a=rsa-sha256; s=arcselector10001; d=microsoft.com; cv=none; b={d}\n"
    "Received: from AM9PR07MB7171.eurprd07.prod.outlook.com (2603:10a6:20b:2c6::{d})\n"
    " by DB8PR07MB6345.eurprd07.prod.outlook.com with HTTPS; {date}\n"
)
EXCHANGE = (
    "Thread-Topic: =?utf-8?B?Vm90cmUgbWVzc2FnZQ==?=\nThread-Index: AQHbHxk0bmV3dGhyZWFk\nAccept-Language: fr-BE, en-US\n"
    "Content-Language: fr-BE\nX-MS-Has-Attach:\nX-MS-TNEF-Correlator:\nx-ms-exchange-messagesentrepresentingtype: 1\n"
    "x-ms-publictraffictype: Email\nX-OriginatorOrg: outlook.com\n"
    "X-MS-Exchange-CrossTenant-AuthSource: AM9PR07MB7171.eurprd07.prod.outlook.com\n"
)
OUTLOOK_365 = Program(
    "Outlook 365", "mail-westeuropeazolkn19012051.outbound.protection.outlook.com",
    "<AM9PR07MB7171{h}@AM9PR07MB7171.eurprd07.prod.outlook.com>", EXCHANGE, MICROSOFT, "selector1", "utf-8",
)  # fmt: skip
OUTLOOK_WEB = OUTLOOK_365._replace(name="Outlook web")
OUTLOOK_MOBILE = OUTLOOK_365._replace(name="Outlook mobile")
OUTLOOK_MAC = OUTLOOK_365._replace(
    name="Outlook Mac", extra=EXCHANGE + "user-agent: Microsoft-MacOutlook/16.90.24101387\n"
)
OUTLOOK = Program(
    "Outlook desktop", "smtp.provider.example.net", "<000001db{h}$0f3a9d10$2daed730$@example.net>",
    "X-Mailer: Microsoft Outlook 16.0\nThread-Index: AdsfGQ0bmV3dGhyZWFk==\nContent-Language: fr-be\n", "", "", "iso-8859-1", "Q",
)  # fmt: skip
SAMSUNG = Program(
    "Samsung Email", "smtp.provider.example.net", "<{h}-4h9z-a1b2.{n}@email.android.com>",
    "X-Mailer: SamsungMail\nImportance: normal\n", "", "mail",
)  # fmt: skip
YAHOO = Program(
    "Yahoo", "sonic317-21.consmr.mail.ir2.yahoo.com", "<{n}.{n}.1792080010@mail.yahoo.com>",
    "X-Mailer: WebService/1.1.22806 YMailNorrin\n",
    "X-YMail-OSG: {d}\nX-Sonic-MF: <oksana@example.net>\n"
    "Received: from sonic.gate.mail.ne1.yahoo.com by sonic317.consmr.mail.ir2.yahoo.com with HTTP; {date}\n", "s2048",
)  # fmt: skip
ORANGE = Program(
    "Orange webmail", "smtp-out.orange.example.net", "<{n}.12345.{n}.JavaMail.www@wwinf1m22>",
    "X-Originating-IP: [192.0.2.14]\nX-Wum-Nature: EMAIL-NATURE\nX-WUM-FROM: |~|\nX-Mailer: Orange Webmail\n", "", "t20230301",
)  # fmt: skip
PROXIMUS = Program(
    "Proximus webmail", "mailrelay.proximus.example.net", "<{n}.{n}.1792080010@webmail.proximus.example.net>",
    "X-Priority: 3\nImportance: Normal\nX-Mailer: Open-Xchange Mailer v7.10.6-Rev64\nX-Originating-Client: open-xchange-appsuite\n",
)  # fmt: skip
THUNDERBIRD = Program(
    "Thunderbird", "smtp.provider.example.net", "<{d}@example.net>",
    "User-Agent: Mozilla Thunderbird\nContent-Language: fr\n",
)  # fmt: skip
ROUNDCUBE = Program(
    "Roundcube", "webmail.provider.example.net", "<{d}@example.net>",
    "User-Agent: Roundcube Webmail/1.6.9\nX-Sender: oksana@example.net\n", coding="Q",
)  # fmt: skip
K9 = Program(
    "K-9 Mail",
    "smtp.provider.example.net",
    "<{h}-7E1F-4B7C-9C55-{h}@example.net>",
    "User-Agent: K-9 Mail for Android\n",
)
PROTON = Program(
    "Proton Mail", "mail-4316.protonmail.ch", "<{d}=@proton.example.net>",
    "Feedback-ID: 21318452:user:proton\nX-Pm-Message-ID: 5b3f0c77d1\n", "", "protonmail", "utf-8",
)  # fmt: skip
MAILRU = Program(
    "mail.ru", "f420.i.mail.ru", "<1792080010.{n}@f420.i.mail.ru>",
    "X-Mailer: Mail.Ru Mailer 1.0\nX-SenderField-Remind: 0\nX-Priority: 3 (Normal)\nReply-To: Oksana Koval <oksana@example.net>\n",
)  # fmt: skip
UKRNET = Program(
    "ukr.net", "frv190.fwdcdn.com", "<1792080010.{n}@frv55.fwdcdn.com>",
    "X-Mailer: mail.ukr.net 5.0\nX-Reply-Action: reply\nReceived: from oksana@example.net by frv55.fwdcdn.com;\n\tThu, 15 Oct 2026 16:20:10 +0300\n",
)  # fmt: skip
QQ = Program(
    "QQ Mail", "out203-205-221-191.mail.qq.com", "<tencent_{d}@qq.com>",
    "X-QQ-mid: xmseza2t17\nX-Priority: 3\nX-QQ-MIME: TCMime 1.0 by Tencent\nX-Mailer: QQMail 2.x\n",
    "", "s201512", "gb18030",
)  # fmt: skip
GMX = Program(
    "GMX webmail", "mout.gmx.net", "<trinity-{d}-1792080010@3c-app-gmx-bs21>",
    "Importance: normal\nSensitivity: Normal\nX-Priority: 3\nX-Provags-ID: V03:K1:aGVsbG8gd29ybGQ=\nX-UI-Out-Filterresults: notjunk:1;\n",
    "", "s31663417",
)  # fmt: skip
ZIMBRA = Program(
    "Zimbra", "zimbra.commune.example.org", "<{n}.1882.1792080010.JavaMail.zimbra@commune.example.org>",
    "X-Originating-IP: [192.0.2.81]\nX-Mailer: Zimbra 8.8.15_GA_4652 (ZimbraWebClient - GC129 (Win)/8.8.15_GA_4652)\n"
    "Thread-Index: bmV3dGhyZWFkbmV3dGhyZWFk\n", charset="utf-8", coding="Q",
)  # fmt: skip
