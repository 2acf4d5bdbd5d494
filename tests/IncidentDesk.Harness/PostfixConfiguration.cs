namespace IncidentDesk.Harness;

/// <summary>The three files that make a postfix of our own.</summary>
internal static class PostfixConfiguration
{
    public static string Main(string folder, string host, (string Address, string Place)[] mailboxes, (string From, string To) alias) =>
        $$"""
        compatibility_level = 3.6
        queue_directory = {{folder}}/spool
        data_directory = {{folder}}/lib
        maillog_file = {{folder}}/mail.log
        maillog_file_prefixes = {{folder}}
        mail_owner = postfix
        setgid_group = postdrop
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        myhostname = {{host}}
        mydestination =
        local_recipient_maps =
        alias_maps =
        alias_database =
        mynetworks =
        smtpd_relay_restrictions = permit_sasl_authenticated, reject
        smtpd_recipient_restrictions = permit_sasl_authenticated, reject
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = cyrus
        smtpd_sasl_path = smtpd
        smtpd_sasl_local_domain = {{host}}
        smtpd_sasl_security_options = noanonymous
        smtpd_tls_chain_files = {{folder}}/etc/server.pem
        smtpd_tls_auth_only = yes
        smtpd_reject_unlisted_recipient = yes
        virtual_mailbox_domains = {{string.Join(' ', mailboxes.Select(box => box.Address.Split('@')[1]))}}
        virtual_mailbox_base = {{folder}}/mail
        virtual_mailbox_maps = inline:{ {{string.Join(' ', mailboxes.Select(box => "{ " + box.Address + " = " + box.Place + " }"))}} }
        virtual_alias_maps = inline:{ { {{alias.From}} = {{alias.To}} } }
        virtual_uid_maps = static:65534
        virtual_gid_maps = static:65534

        """;

    // No chroot: the folder is new and holds nothing that a daemon could need from outside.
    public static string Services(int startTls, int tls) =>
        $"""
        127.0.0.1:{startTls} inet n - n - - smtpd
            -o smtpd_tls_security_level=encrypt
        127.0.0.1:{tls} inet n - n - - smtpd
            -o smtpd_tls_wrappermode=yes
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        virtual unix - n n - - virtual
        smtp unix - - n - - smtp
        error unix - - n - - error
        retry unix - - n - - error
        proxymap unix - - n - - proxymap
        anvil unix - - n - 1 anvil
        tlsmgr unix - - n 1000? 1 tlsmgr
        postlog unix-dgram n - n - 1 postlogd

        """;

    public static string Sasl(string folder) =>
        $"""
        pwcheck_method: auxprop
        auxprop_plugin: sasldb
        sasldb_path: {folder}/etc/sasl/users.db
        mech_list: PLAIN LOGIN

        """;
}
