using Crm.Domain;
using Crm.Domain.Users;

namespace Crm.Web.Data.Seed;

/// <summary>Invented names in both languages.</summary>
internal static class DemoNames
{
    public static readonly (string Login, string Name, Role Role, string Language)[] People =
    [
        ("anna", "Anna Petrova", Role.SalesManager, "en"), ("ivan", "Иван Смирнов", Role.SalesManager, "ru"),
        ("boris", "Boris Volkov", Role.SalesHead, "en"), ("olga", "Ольга Белова", Role.OrderDesk, "ru"),
        ("fedor", "Fedor Stone", Role.OrderDesk, "en"), ("pavel", "Pavel Grant", Role.ProcessOwner, "en"),
        ("rita", "Рита Новикова", Role.Auditor, "ru"), ("admin", "Alice Admin", Role.Administrator, "en"),
    ];

    public static readonly string[] Channels = ["Website / Сайт", "Fair / Выставка", "Referral / Рекомендация"];

    public static readonly (string Name, string Region, string Industry, string Contact, string Position)[] Customers =
    [
        ("Northwind Bakery", "North", "Food", "Emma Larsen", "Purchasing manager"),
        ("ООО «Волжский кирпич»", "Волга", "Строительство", "Сергей Панин", "Директор по закупкам"),
        ("Blue Harbor Logistics", "Coast", "Transport", "Omar Haddad", "Operations director"),
        ("АО «Сибирские мельницы»", "Сибирь", "Пищевая", "Наталья Гусева", "Главный инженер"),
        ("Greenfield Dairy", "South", "Food", "Lucia Romano", "Plant manager"),
        ("ООО «Балтийский лёд»", "Северо-Запад", "Пищевая", "Игорь Лебедев", "Генеральный директор"),
        ("Alpine Tools", "West", "Machinery", "Jonas Keller", "Head of production"),
        ("ИП Кузьмина Е. В.", "Центр", "Торговля", "Елена Кузьмина", "Владелец"),
        ("Sunrise Hotels", "South", "Hospitality", "Maya Patel", "Procurement lead"),
        ("ООО «Уральский пластик»", "Урал", "Химия", "Виктор Орлов", "Начальник снабжения"),
        ("Cedar & Stone", "East", "Construction", "Noah Brown", "Site director"),
        ("АО «Донская нива»", "Юг", "Сельское хозяйство", "Анна Титова", "Коммерческий директор"),
        ("Meridian Labs", "West", "Pharma", "Sofia Novak", "Lab manager"),
        ("ООО «Тёплый дом»", "Центр", "Строительство", "Павел Рябов", "Прораб"),
        ("Riverside Clinic", "East", "Health", "Grace Kim", "Administrator"),
        ("ООО «Северный текстиль»", "Северо-Запад", "Лёгкая", "Ольга Фомина", "Директор фабрики"),
        ("Copperline Mining", "North", "Mining", "Liam Walsh", "Maintenance chief"),
        ("АО «Камский порт»", "Волга", "Транспорт", "Денис Зуев", "Начальник порта"),
        ("Orchard Foods", "South", "Food", "Isabel Cruz", "Quality manager"),
        ("ООО «Светлый офис»", "Центр", "Торговля", "Марина Котова", "Закупщик"),
    ];

    public static readonly (string Sku, string Name, string Series, decimal Price)[] Products =
    [
        ("PMP-100", "Pump 100", "Pumps", 1_250m), ("PMP-200", "Pump 200", "Pumps", 2_380m), ("VLV-20", "Valve 20 / Клапан 20", "Valves", 140m),
        ("VLV-50", "Valve 50 / Клапан 50", "Valves", 310m), ("CTL-1", "Controller", "Automation", 890m), ("SRV-Y", "Yearly service / Годовое обслуживание", "Services", 600m),
    ];

    public static readonly LocalText[] Needs =
    [
        new("Pump station", "Насосная станция"), new("Valve replacement", "Замена клапанов"), new("Line automation", "Автоматизация линии"),
        new("Yearly service", "Годовое обслуживание"), new("Spare parts", "Запасные части"), new("New workshop", "Новый цех"),
    ];
}
